/**
 * The peer's side of the comparison: a PouchDB client that replicates to a PouchDB server, each in a
 * process of its own. The same payloads travel as documents with the fields that a step carries too.
 * Its packages lie in tests/bench/pouchdb and are no part of the product.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Seeded } from '#tests/factories/seeded.ts';
import { inventedId } from '../field/wayHome.ts';
import { Child } from './child.ts';
import { documentOf } from './document.ts';
import { peerFolder } from './peers.ts';
import type { CountedFigures, SyncPlan } from './plan.ts';
import { timed } from './uige.ts';
import { countedWire } from './wire.ts';

const started = z.object({ url: z.string() });
/** Tried from 100 to 10,000: smaller ones are slower for the peer, larger ones no quicker. */
const batchSize = 1000;

export async function syncPouchdb(folder: string, plan: SyncPlan): Promise<CountedFigures> {
  const data = path.join(folder, 'server');
  mkdirSync(data, { recursive: true });
  const programs = peerFolder('pouchdb');
  const server = new Child(path.join(programs, 'server.js'), [data]);
  const { url } = started.parse(await server.answer());
  const wire = plan.counted ? await countedWire(url) : null;
  const program = path.join(programs, 'devices.js');
  const devices = new Child(program, [folder, wire?.url ?? url, String(batchSize)]);
  const chance = new Seeded(5);
  const feeds = Array.from({ length: 100 }, () => inventedId(chance));
  const documents = (count: number) => Array.from({ length: count }, () => documentOf(chance, feeds));
  try {
    await devices.ask({ do: 'prepare', documents: documents(plan.warmUp) });
    await devices.ask({ do: 'push' });
    await devices.ask({ do: 'pull' });

    await devices.ask({ do: 'prepare', documents: documents(plan.steps) });
    const before = wire?.sent() ?? 0;
    const push = timed.parse(await devices.ask({ do: 'push' }));
    const sent = (wire?.sent() ?? 0) - before;
    const beforePull = wire?.received() ?? 0;
    const pull = timed.parse(await devices.ask({ do: 'pull' }));
    const received = (wire?.received() ?? 0) - beforePull;
    if (push.moved !== plan.steps || pull.moved !== plan.steps) {
      throw new Error(`${push.moved} of ${plan.steps} documents were pushed and ${pull.moved} pulled`);
    }
    return {
      push: push.seconds,
      pull: pull.seconds,
      sentPerStep: sent / plan.steps,
      receivedPerStep: received / plan.steps,
    };
  } finally {
    wire?.close();
    await devices.end();
    await server.end();
  }
}
