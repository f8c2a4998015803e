import { RPCLink } from '@orpc/client/message-port';
import { afterEach, describe, test } from 'vitest';
import { createPortServer } from '#host/transport/portServer.ts';
import { createSampleRouter } from './sampleRouter.ts';
import { sampleClient, whatPasses } from './whatPasses.ts';

describe('over a message port, as in the product', () => {
  const open: (() => void)[] = [];
  afterEach(() => {
    for (const close of open.splice(0)) close();
  });

  test.each(Object.entries(whatPasses))('%s', async (_name, check) => {
    const { port1, port2 } = new MessageChannel();
    open.push(() => port1.close());
    createPortServer(createSampleRouter())(port1);
    const link = new RPCLink({ port: port2 });
    port1.start();
    port2.start();
    await check(sampleClient(link));
  });
});
