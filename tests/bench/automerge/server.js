/**
 * The peer's server, made as its own sync server is: automerge-repo over WebSocket, with files as its
 * storage. Tells its address; answers each line once everything it has is in its files.
 */
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { Repo } from '@automerge/automerge-repo';
import { WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';
import { WebSocketServer } from 'ws';

// stdout is for the answers: the library tells its troubles there too
console.log = console.error;
// whoever asks has gone: what is under way will be read by nobody
process.stdin.on('end', () => process.exit(0));

const [folder] = process.argv.slice(2);
const sockets = new WebSocketServer({ host: '127.0.0.1', port: 0 });
// a device that computes for long is not gone: cut off in the middle, it would begin anew again and again
const keepAlive = 600_000;
const repo = new Repo({
  network: [new WebSocketServerAdapter(sockets, keepAlive)],
  storage: new NodeFSStorageAdapter(path.join(folder, 'documents')),
  peerId: 'server',
  // only what it shares with everybody does the server begin anew with a device that comes back; of all else it
  // believes that what it sent before the line was closed has arrived, and both ask and answer for ever
  sharePolicy: async () => true,
});
await new Promise((listening) => {
  if (sockets.address() === null) sockets.once('listening', listening);
  else listening();
});
say({ url: `http://127.0.0.1:${sockets.address().port}` });
for await (const _line of createInterface({ input: process.stdin })) {
  await repo.flush();
  say({});
}
process.exit(0);

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
