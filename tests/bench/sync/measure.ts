/** Push and pull of 10,000 steps, side by side with the peer, in turns; the middle of three rounds counts. */
import { compared, median, type Result } from '../output/result.ts';
import { inNewFolder } from '../places.ts';
import type { SyncFigures, SyncPlan } from './plan.ts';
import { installPeer, syncPouchdb } from './pouchdb.ts';
import { syncUige } from './uige.ts';

const rounds = 3;
const peer = 'PouchDB 9.0.0 to express-pouchdb 4.2.0';

/** What each side does before it says that something is stored. */
export const fsyncSettings: readonly string[] = [
  'Uige: device SQLite WAL with synchronous=FULL (an fsync a transaction), server PostgreSQL with fsync=on, synchronous_commit=on.',
  'PouchDB: LevelDB on both sides with its default sync=false: a write is not flushed before it is acknowledged.',
];

export async function measureSync(progress: (what: string) => void): Promise<Result[]> {
  installPeer();
  const plan: SyncPlan = { steps: 10_000, warmUp: 1000, counted: false };
  const ours: SyncFigures[] = [];
  const theirs: SyncFigures[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`sync, round ${round} of ${rounds}`);
    ours.push(await inNewFolder((folder) => syncUige(folder, plan)));
    theirs.push(await inNewFolder((folder) => syncPouchdb(folder, plan)));
  }
  progress('bytes on the wire');
  const counted = { ...plan, counted: true };
  const bytes = {
    ours: (await inNewFolder((folder) => syncUige(folder, counted))).bytesPerStep,
    theirs: (await inNewFolder((folder) => syncPouchdb(folder, counted))).bytesPerStep,
  };
  const middle = (figures: readonly SyncFigures[], what: 'push' | 'pull') =>
    median(figures.map((one) => one[what]));
  return [
    compared('push.10000', middle(ours, 'push'), 's', { name: peer, value: middle(theirs, 'push') }),
    compared('pull.10000', middle(ours, 'pull'), 's', { name: peer, value: middle(theirs, 'pull') }),
    compared('bytes.step', bytes.ours, 'bytes', { name: peer, value: bytes.theirs }),
  ];
}
