/**
 * A story of faults by its seed: three laptops write and sync over a bad line while laptops, the server and
 * its PostgreSQL are killed and start again, until the times are good and everybody syncs. The seed decides
 * what is killed and after which event; what each process was doing right then, the machine decides.
 */
import { Seeded } from '../factories/seeded.ts';
import { FieldLaptop } from './fieldLaptop.ts';
import { goodLine, inFolders, Outpost } from './outpost.ts';
import { brokenPromises } from './syncPromises.ts';

/** A broken promise, or nothing at all, is worth telling with what had happened. */
export interface BadTimes {
  readonly told: readonly string[];
  readonly broken: readonly string[];
  readonly acknowledged: number;
  readonly segmentsBroken: number;
  readonly requestsCopied: number;
}

const badLine = {
  segmentBytes: 1024,
  // silence is another test's (slowLine): a device waits for a minute before it gives up
  stalls: 0,
  cuts: 0.05,
  endsShort: 0.05,
  delayMs: 4,
  copies: 0.25,
  copyDelayMs: 300,
};
const letters = '400';

type Blow = 'laptop' | 'server' | 'server in a push' | 'database';
const blows: readonly Blow[] = ['laptop', 'laptop', 'laptop', 'server', 'server in a push', 'database'];

export function badTimes(seed: number): Promise<BadTimes> {
  return inFolders(4, async ([data = '', ...homes]) => {
    const outpost = await Outpost.open(data, homes.length - 1, seed);
    try {
      return await play(outpost, homes, new Seeded(seed));
    } finally {
      await outpost.close();
    }
  });
}

async function play(outpost: Outpost, homes: readonly string[], chance: Seeded): Promise<BadTimes> {
  const caseCodes: string[] = [];
  for (const home of homes) caseCodes.push(...(await outpost.enrol(home, caseCodes.length === 0 ? 3 : 0)));
  const laptops = homes.map((home) => new FieldLaptop(home, [caseCodes.join(), letters]));
  const told: string[] = [];
  const { line } = outpost;
  line.line = badLine;
  try {
    await Promise.all(laptops.map((laptop) => laptop.start()));
    for (const blow of shuffled(blows, chance)) {
      const who = chance.between(0, laptops.length - 1);
      const laptop = laptops[who];
      if (laptop === undefined) throw new RangeError('no such laptop');
      const count = chance.between(1, 12);
      const byNotes = chance.next() < 0.5;
      // either between two calls of a person, or in the middle of a request or an answer
      await (byNotes ? laptop.notes(count) : line.segments(count));
      told.push(`after ${count} ${byNotes ? `notes of laptop ${who}` : 'segments'}: ${blow}`);
      if (blow === 'laptop') {
        await laptop.kill();
        await laptop.start();
      } else if (blow === 'server') await outpost.killServer();
      else if (blow === 'server in a push') await outpost.killServerInPush();
      else outpost.killDatabase(chance.pick(['SIGKILL', 'SIGQUIT']));
    }
    await Promise.all(laptops.map((laptop) => laptop.notes(6)));
  } finally {
    for (const laptop of laptops) await laptop.kill();
  }
  line.line = goodLine;
  const notes = laptops.flatMap((laptop) => laptop.acknowledged);
  return {
    told,
    broken: await brokenPromises(outpost.data, { homes, caseCodes, notes }),
    acknowledged: notes.length,
    segmentsBroken: line.broken,
    requestsCopied: line.copied,
  };
}

function shuffled<Item>(items: readonly Item[], chance: Seeded): Item[] {
  const left = [...items];
  return items.flatMap(() => left.splice(chance.between(0, left.length - 1), 1));
}
