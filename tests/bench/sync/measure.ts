/**
 * Push and pull of 10,000 steps side by side with PouchDB and with the floor, in turns: the middle of
 * three rounds counts. The slower peer is measured once.
 */
import { alone, compared, median, type Result } from '../output/result.ts';
import { inNewFolder } from '../places.ts';
import { syncAutomerge } from './automerge.ts';
import { type Floor, measureFloor } from './floor.ts';
import { installPeer, peers } from './peers.ts';
import type { SyncFigures, SyncPlan } from './plan.ts';
import { syncPouchdb } from './pouchdb.ts';
import { syncUige, type UigeFigures } from './uige.ts';

const rounds = 3;
const steps = 10_000;
/** A server that has run for some minutes has compiled its code: what is measured is not its first minute. */
const plan: SyncPlan = { steps, warmUp: 5000, counted: false };
/** Of the peer that needs minutes to write its steps. */
const shorter: SyncPlan = { ...plan, warmUp: 1000 };
const floorName = 'bare INSERT and SELECT of the same rows';

/** What each side does before it says that something is stored. */
export const fsyncSettings: readonly string[] = [
  'Uige: device SQLite WAL with synchronous=FULL (an fsync a transaction), server PostgreSQL with fsync=on, synchronous_commit=on; so does the floor.',
  'PouchDB: LevelDB on both sides with its default sync=false: a write is not flushed before it is acknowledged.',
  'automerge-repo: files on both sides, written and not flushed; timed until both have written them.',
];

export async function measureSync(progress: (what: string) => void): Promise<Result[]> {
  installPeer('pouchdb');
  installPeer('automerge');
  const ours: UigeFigures[] = [];
  const pouchdb: SyncFigures[] = [];
  const floor: Floor[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`push and pull, round ${round} of ${rounds}: Uige, PouchDB, the floor`);
    ours.push(await inNewFolder((folder) => syncUige(folder, plan)));
    pouchdb.push(await inNewFolder((folder) => syncPouchdb(folder, plan)));
    floor.push(await inNewFolder((folder) => measureFloor(folder, steps)));
  }
  progress('push and pull, once: automerge-repo');
  const automerge = await tried(progress, () => inNewFolder((folder) => syncAutomerge(folder, shorter)));
  const ways = ['push', 'pull'] as const;
  return [
    ...ways.map((way) => beside(way, '', peers.pouchdb, ours, pouchdb)),
    ...(automerge.length === 0
      ? []
      : ways.map((way) => beside(way, '.automerge', peers.automerge, ours, automerge))),
    ...ways.map((way) => beside(way, '.floor', floorName, ours, floor)),
    alone(`push.${steps}.shown`, median(ours.map((one) => one.pushShown)), 's'),
    alone(`pull.${steps}.shown`, median(ours.map((one) => one.pullShown)), 's'),
  ];
}

/** Nothing where it fails: what was measured before would be lost with it. */
async function tried<Figures>(
  progress: (what: string) => void,
  measure: () => Promise<Figures>,
): Promise<Figures[]> {
  try {
    return [await measure()];
  } catch (error) {
    progress(`left out, it failed: ${error instanceof Error ? error.message : 'unknown'}`);
    return [];
  }
}

function beside(
  way: 'push' | 'pull',
  suffix: string,
  name: string,
  ours: readonly SyncFigures[],
  theirs: readonly SyncFigures[],
): Result {
  const middle = (figures: readonly SyncFigures[]) => median(figures.map((one) => one[way]));
  return compared(`${way}.${steps}${suffix}`, middle(ours), 's', { name, value: middle(theirs) });
}

/** Every byte between device and server, heads of requests included. */
export async function measureBytes(progress: (what: string) => void): Promise<Result[]> {
  installPeer('pouchdb');
  progress('bytes on the wire');
  const counted = { ...plan, counted: true };
  const ours = await inNewFolder((folder) => syncUige(folder, counted));
  const theirs = await inNewFolder((folder) => syncPouchdb(folder, counted));
  return [
    compared('bytes.step', ours.sentPerStep, 'bytes', { name: peers.pouchdb, value: theirs.sentPerStep }),
    compared('bytes.step.pull', ours.receivedPerStep, 'bytes', {
      name: peers.pouchdb,
      value: theirs.receivedPerStep,
    }),
  ];
}
