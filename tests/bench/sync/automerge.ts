/**
 * The second peer: automerge-repo, with files on both sides and its WebSocket server. It too keeps
 * the whole history as a chain of hashes. A case is a document, a step one change to it. Its packages
 * lie in tests/bench/automerge and are no part of the product.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Seeded } from '#tests/factories/seeded.ts';
import { inventedId } from '../field/wayHome.ts';
import { Child } from './child.ts';
import { documentOf } from './document.ts';
import { peerFolder } from './peers.ts';
import type { SyncFigures, SyncPlan } from './plan.ts';
import { timed } from './uige.ts';

const started = z.object({ url: z.string() });
const cases = 100;
/** For all of it, writing the steps included, which takes longest: many times what it needs. */
const patienceSeconds = 900;

export async function syncAutomerge(folder: string, plan: SyncPlan): Promise<SyncFigures> {
  const data = path.join(folder, 'server');
  mkdirSync(data, { recursive: true });
  const programs = peerFolder('automerge');
  const server = new Child(path.join(programs, 'server.js'), [data]);
  const { url } = started.parse(await server.answer());
  const devices = new Child(path.join(programs, 'devices.js'), [folder, url]);
  const chance = new Seeded(5);
  const feeds = Array.from({ length: cases }, () => inventedId(chance));
  const steps = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      document: at < cases ? at : chance.between(0, cases - 1),
      step: documentOf(chance, feeds),
    }));
  /** Until the server has it in its files too, as the device waits for its own. */
  const timedPush = async () => {
    const begun = performance.now();
    await devices.ask({ do: 'push' });
    await server.ask({});
    return (performance.now() - begun) / 1000;
  };
  const work = async () => {
    await devices.ask({ do: 'prepare', steps: steps(plan.warmUp) });
    await timedPush();
    await devices.ask({ do: 'pull' });

    await devices.ask({ do: 'prepare', steps: steps(plan.steps) });
    const push = await timedPush();
    const pull = timed.parse(await devices.ask({ do: 'pull' }));
    if (pull.moved !== plan.steps) throw new Error(`${pull.moved} of ${plan.steps} changes were pulled`);
    return { push, pull: pull.seconds };
  };
  try {
    return await within(patienceSeconds, work());
  } finally {
    await devices.end();
    await server.end();
  }
}

async function within<Value>(seconds: number, work: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not done within ${seconds} s`)), seconds * 1000);
  // given up, its end is nobody's any more
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
