/**
 * Two devices in a process of their own: one that writes and pushes, one that pulls. Asked for
 * `{"do":"prepare"|"push"|"pull","steps":N}`, it answers with the seconds until all is acknowledged and
 * stored, and until lists and tasks show it as well.
 */
import path from 'node:path';
import { createInterface } from 'node:readline';
import { v7 } from 'uuid';
import { z } from 'zod';
import { appendSteps, type StepDraft } from '#db/steps/append.ts';
import { catchUp } from '#host/sync/catchUp.ts';
import { Connection } from '#host/sync/connection.ts';
import { enrol } from '#host/sync/enrol.ts';
import { Link } from '#host/sync/link.ts';
import type { SyncPorts } from '#host/sync/ports.ts';
import { pullAll } from '#host/sync/pull.ts';
import { pushAll } from '#host/sync/push.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { mixedStep } from '../field/mix.ts';
import { type BenchProfile, makeProfile, valueIn } from '../field/profile.ts';
import { caseSteps, visitDay } from '../field/wayHome.ts';

/** The steps are spread over so many cases by chance: a hundred each. */
const cases = 100;

const [folder = '', server = '', writerCode = '', readerCode = ''] = process.argv.slice(2);
const watch = { signal: undefined, progress: () => undefined };
const chance = new Seeded(5);
const writer = await openDevice('writer', writerCode);
const reader = await openDevice('reader', readerCode);
const caseIds = Array.from({ length: cases }, () => v7());
record(
  caseIds.flatMap((caseId) => caseSteps(chance, { caseId, institutionId: writer.profile.institutionId }, 3)),
);

const order = z.object({ do: z.enum(['prepare', 'push', 'pull']), steps: z.int() });
for await (const line of createInterface({ input: process.stdin })) {
  const asked = order.parse(JSON.parse(line));
  if (asked.do === 'prepare') record(Array.from({ length: asked.steps }, mixedDraft));
  const begun = performance.now();
  const since = () => (performance.now() - begun) / 1000;
  const moved = asked.do === 'push' ? await push() : asked.do === 'pull' ? await pull() : 0;
  const seconds = since();
  await catchUp(asked.do === 'pull' ? reader.ports : writer.ports);
  process.stdout.write(`${JSON.stringify({ seconds, shown: since(), moved })}\n`);
}
await writer.profile.close();
await reader.profile.close();

async function push(): Promise<number> {
  const { pushed } = await pushAll(writer.ports, connection(writer.ports), watch);
  return pushed;
}

async function pull(): Promise<number> {
  const { pulled } = await pullAll(reader.ports, connection(reader.ports), watch);
  return pulled;
}

function record(drafts: readonly StepDraft[]): void {
  const { open } = writer.profile;
  appendSteps(open.database, open.author, open.now(), drafts);
}

function mixedDraft(): StepDraft {
  return { feedId: caseIds[chance.between(0, cases - 1)] ?? '', occurredOn: visitDay, ...mixedStep(chance) };
}

function connection(ports: SyncPorts): Connection {
  const opened = Connection.open(ports);
  if (opened === null) throw new Error('the device is enrolled');
  return opened;
}

async function openDevice(
  name: string,
  code: string,
): Promise<{ readonly profile: BenchProfile; readonly ports: SyncPorts }> {
  const profile = await makeProfile(path.join(folder, name), new Date());
  const { database } = profile.open;
  const ports = {
    database,
    fetch: globalThis.fetch,
    now: () => new Date(),
    random: () => 0.5,
    link: new Link(),
  };
  valueIn(await enrol(ports, { server, code }));
  return { profile, ports };
}
