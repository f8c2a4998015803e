/**
 * The peer's two devices. A case is one document with a list of steps; each step is one change, as it
 * would be in the field. Asked for `{"do":"prepare","steps":[{"document":N,"step":{…}}]}`, `{"do":"push"}`
 * or `{"do":"pull"}`, they answer with the seconds until the other side has everything and it is in files.
 */
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { change } from '@automerge/automerge';
import { Repo } from '@automerge/automerge-repo';
import { WebSocketClientAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';

// stdout is for the answers: the library tells its troubles there too
console.log = console.error;
// whoever asks has gone: what is under way will be read by nobody
process.stdin.on('end', () => process.exit(0));

const [folder, server] = process.argv.slice(2);
const writer = openRepo('writer');
const reader = openRepo('reader');
const written = [];
const read = [];
let known = 0;

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  if (order.do === 'prepare') await prepare(order.steps);
  const begun = performance.now();
  const before = known;
  if (order.do === 'push') await online(writer, push);
  if (order.do === 'pull') await online(reader, pull);
  const moved = order.do === 'pull' ? known - before : 0;
  say({ seconds: (performance.now() - begun) / 1000, moved });
}
process.exit(0);

function openRepo(name) {
  const storage = new NodeFSStorageAdapter(path.join(folder, name));
  return new Repo({ storage, peerId: name, sharePolicy: async () => true });
}

async function prepare(steps) {
  for (const [document, group] of Map.groupBy(steps, (one) => one.document)) {
    written[document] ??= writer.create({ steps: [] });
    // a change for each step, and told to the storage once: this is not what is measured
    written[document].update((before) =>
      group.reduce((doc, { step }) => change(doc, (one) => one.steps.push(step)), before),
    );
  }
  await writer.flush();
}

/** The network is there for this work alone: what is written in between is written offline. */
async function online(repo, work) {
  const line = new WebSocketClientAdapter(server.replace('http:', 'ws:'));
  repo.networkSubsystem.addNetworkAdapter(line);
  // what is looked for before there is anybody to ask counts as not there
  while (!repo.peers.includes('server')) await wait(5);
  await work();
  await repo.flush();
  repo.networkSubsystem.removeNetworkAdapter(line);
}

/** Until the server has told of every document that it has what this device has. */
async function push() {
  await Promise.all(
    written.map((handle) => until(handle, 'remote-heads', () => isSame(serverHeads(handle), handle.heads()))),
  );
}

/** Until this device has of every document what the writer has. */
async function pull() {
  await Promise.all(
    written.map(async (handle, at) => {
      read[at] ??= await reader.find(handle.url);
      await until(read[at], 'heads-changed', () => isSame(read[at].heads(), handle.heads()));
    }),
  );
  known = read.reduce((sum, handle) => sum + handle.doc().steps.length, 0);
}

function serverHeads(handle) {
  const storage = writer.getStorageIdOfPeer('server');
  return (storage === undefined ? null : handle.getSyncInfo(storage)?.lastHeads) ?? [];
}

function isSame(some, others) {
  return some.length === others.length && some.every((head) => others.includes(head));
}

async function until(handle, event, holds) {
  while (!holds()) await new Promise((heard) => handle.once(event, heard));
}

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
