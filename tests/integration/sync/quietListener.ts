/**
 * Listens to a server's pokes as a process of its own, whose memory is tidied up while the server is quiet.
 * Then it calls the stream off, and says so when the stream has ended.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { connectToServer } from '#host/sync/transport.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const [serverUrl = ''] = process.argv.slice(2);
const stopped = new AbortController();

async function listen(): Promise<void> {
  const serverNow = () => new Date();
  const client = connectToServer({ serverUrl, fetch, serverNow, credentials: null });
  for await (const _ of await client.poke({}, { signal: stopped.signal })) process.send?.('heard');
}

const ended = listen().catch((error: Error) => error.name);

process.once('message', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    collectGarbage();
    // what was collected is cleared away between two turns of the loop
    await new Promise((resolve) => setImmediate(resolve));
  }
  stopped.abort();
  process.send?.((await ended) ?? 'ended');
});
