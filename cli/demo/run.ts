/**
 * The whole main job on the practice register, with an own temporary server and two devices: 33 in,
 * 33 home. Everything goes through the doors that the app uses; nothing is written past them.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '#server/start.ts';
import type { Day } from '#shared/domain/day.ts';
import { valueIn } from '../run/failure.ts';
import { onInterruption } from '../run/interruption.ts';
import { demoStart } from './calendar.ts';
import { childrenOf } from './children.ts';
import { DemoClock } from './clock.ts';
import { differences, figuresOf, outcomeOf, writeReports } from './outcome.ts';
import { addPeople, caseworker, director, openDevice, supervisor } from './people.ts';
import { importRegister } from './register.ts';
import { tell } from './story.ts';

export interface DemoOptions {
  /** Writes a file of the report; answers where it is. */
  readonly write: (file: File) => Promise<string>;
  readonly register: string;
  readonly progress: (day: Day) => void;
}

export async function runDemo(options: DemoOptions) {
  const started = performance.now();
  const folder = await mkdtemp(path.join(tmpdir(), 'uige-demo-'));
  const clock = new DemoClock(demoStart);
  const starting = startServer({ data: path.join(folder, 'server'), now: clock.now });
  let ended: Promise<void> | null = null;
  const end = (): Promise<void> => {
    ended ??= starting
      .then((server) => server.close())
      .finally(() => rm(folder, { recursive: true, force: true }));
    return ended;
  };
  const leave = onInterruption(end);
  try {
    const server = await starting;
    await addPeople(server);
    const world = { folder, clock, server };
    const [one, other] = [
      await openDevice(world, caseworker, randomUUID()),
      await openDevice(world, director, randomUUID()),
    ];
    const imported = await importRegister(one.client, options.register);
    const children = await childrenOf(one.client, imported.caseIds);
    const third = await tell({
      world,
      caseworker: one,
      director: other,
      openSupervisor: () => openDevice(world, supervisor, randomUUID()),
      children,
      progress: options.progress,
    });
    const devices = [await outcomeOf(one), await outcomeOf(other)] as const;
    const supervised = await outcomeOf(third);
    const apart = [...differences(...devices), ...differences(devices[0], supervised)];
    if (apart.length > 0) throw new Error(`the devices have not converged: ${apart.join('; ')}`);
    const figures = await figuresOf(other.client);
    const files = await writeReports(other.client, options.write);
    const { steps } = valueIn(await one.client.data.verify());
    const result = {
      children: imported.created,
      duplicates: imported.duplicates.length,
      returned: figures.returnedHome,
      residents: figures.residents,
      steps,
      visits: { due: figures.visits.due, done: figures.visits.done, seen: figures.visits.seen },
      stillHome: figures.stillHome,
      devices,
      supervisor: { pending: supervised.pending, feeds: supervised.feeds.length },
      server: { steps: (await server.admin.counts()).steps },
      files,
      seconds: Math.round((performance.now() - started) / 100) / 10,
    };
    for (const device of [one, other, third]) await device.close();
    return result;
  } finally {
    await end();
    leave();
  }
}
