/** The sample router as a process of its own, wired as host/main.ts wires the real one. */
import { createRouterClient } from '@orpc/server';
import { createPortServer } from '#host/transport/portServer.ts';
import { openShellChannel } from '#host/transport/shellChannel.ts';
import { createSampleRouter } from './sampleRouter.ts';

const router = createSampleRouter();
const client = createRouterClient(router);
const send = openShellChannel({
  onPort: createPortServer(router),
  onLock: () => void client.profile.lock(),
  onAnswer: () => undefined,
  onEnd: () => process.exit(0),
});
send?.({ type: 'ready' });
