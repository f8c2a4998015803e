/**
 * The peer's side of the comparison: a PouchDB client that replicates to a PouchDB server, each in a
 * process of its own. The same payloads travel as documents with the fields that a step carries too.
 * Its packages lie in tests/bench/pouchdb and are no part of the product.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { z } from 'zod';
import { Seeded } from '#tests/factories/seeded.ts';
import { npm } from '../../../build/bootstrap/packages.js';
import { mixedStep } from '../field/mix.ts';
import { inventedId, visitDay } from '../field/wayHome.ts';
import { Child } from './child.ts';
import type { SyncFigures, SyncPlan } from './plan.ts';
import { timed } from './uige.ts';
import { countedWire } from './wire.ts';

const peerFolder = fileURLToPath(new URL('../pouchdb', import.meta.url));
const started = z.object({ url: z.string() });
/** Tried from 100 to 10,000: smaller ones are slower for the peer, larger ones no quicker. */
const batchSize = 1000;

/** Installs the peer's packages where they are missing. */
export function installPeer(): void {
  if (existsSync(path.join(peerFolder, 'node_modules', 'pouchdb'))) return;
  const { command, prefix, shell } = npm();
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(command, [...prefix, ...options], {
    cwd: peerFolder,
    stdio: ['ignore', process.stderr, process.stderr],
    shell,
  });
  if (result.status !== 0) throw new Error('the packages of tests/bench/pouchdb could not be installed');
}

export async function syncPouchdb(folder: string, plan: SyncPlan): Promise<SyncFigures> {
  const data = path.join(folder, 'server');
  mkdirSync(data, { recursive: true });
  const server = new Child(path.join(peerFolder, 'server.js'), [data]);
  const { url } = started.parse(await server.answer());
  const wire = plan.counted ? await countedWire(url) : null;
  const program = path.join(peerFolder, 'devices.js');
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
    const pull = timed.parse(await devices.ask({ do: 'pull' }));
    if (push.moved !== plan.steps || pull.moved !== plan.steps) {
      throw new Error(`${push.moved} of ${plan.steps} documents were pushed and ${pull.moved} pulled`);
    }
    return { push: push.seconds, pull: pull.seconds, bytesPerStep: sent / plan.steps };
  } finally {
    wire?.close();
    await devices.end();
    await server.end();
  }
}

function documentOf(chance: Seeded, feeds: readonly string[]) {
  const { kind, payload } = mixedStep(chance);
  return {
    _id: v7(),
    feedId: feeds[chance.between(0, feeds.length - 1)],
    authorId: feeds[0],
    kind,
    occurredOn: visitDay,
    recordedAt: new Date().toISOString(),
    payload,
  };
}
