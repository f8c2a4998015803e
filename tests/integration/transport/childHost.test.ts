import path from 'node:path';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, describe, expect, test } from 'vitest';
import { startChildHost } from '#electron/main/hostChild.ts';
import type { HostProcess, ShellPort } from '#electron/main/hostProcess.ts';
import { aComputer } from '#tests/support/computerStore.ts';
import { shellPort } from './shellPort.ts';
import { type SampleClient, sampleClient, whatPasses } from './whatPasses.ts';

describe('over a Node child, as with UIGE_HOST_NODE', () => {
  const running: HostProcess<ShellPort>[] = [];
  const open: MessagePort[] = [];
  afterEach(async () => {
    for (const port of open.splice(0)) port.close();
    for (const host of running.splice(0)) {
      host.kill();
      await host.exited;
    }
  });

  function start(): HostProcess<ShellPort> {
    const entry = path.join(import.meta.dirname, 'sampleHost.ts');
    const host = startChildHost<ShellPort>({
      node: process.execPath,
      entry,
      env: process.env,
      store: aComputer(),
    });
    running.push(host);
    return host;
  }

  function connect(host: HostProcess<ShellPort>): SampleClient {
    const { port1, port2 } = new MessageChannel();
    open.push(port2);
    host.hand(shellPort(port1));
    const link = new RPCLink({ port: port2 });
    port2.start();
    return sampleClient(link);
  }

  test.each(Object.entries(whatPasses))('%s', async (_name, check) => {
    await check(connect(start()));
  });

  test('two windows have a line each', async () => {
    const host = start();
    const [one, other] = [connect(host), connect(host)];
    expect(await Promise.all([one.greet({ name: 'А' }), other.greet({ name: 'Б' })])).toEqual([
      'Үйге, А',
      'Үйге, Б',
    ]);
  });

  test('the shell can lock the host', async () => {
    const host = start();
    const client = connect(host);
    await client.greet({ name: 'А' });
    host.send({ type: 'lock' });
    expect(await client.locked()).toBe(true);
  });

  test('a host that is killed closes the ports of its windows, and calls under way fail', async () => {
    const host = start();
    const client = connect(host);
    await host.ready;
    const call = (async () => {
      for await (const { number } of await client.count({ to: 1_000_000_000 })) if (number === 1) host.kill();
    })();
    await expect(call).rejects.toThrow();
    expect(await host.exited).toBeNull();
  });

  test('asked to end, the host exits by itself', async () => {
    const host = start();
    await host.ready;
    host.send({ type: 'end' });
    expect(await host.exited).toBe(0);
  });
});
