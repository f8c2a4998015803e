/**
 * A feed of 10,000 steps onto a laptop that has nothing of it: whole, as a snapshot (docs/sync-protocol.md
 * §16), beside page by page. Servers and laptops in this one process; the middle of three rounds counts.
 */
import path from 'node:path';
import { v7 } from 'uuid';
import { appendSteps } from '#db/steps/append.ts';
import { Connection } from '#host/sync/connection.ts';
import { enrol } from '#host/sync/enrol.ts';
import { Link } from '#host/sync/link.ts';
import type { SyncPorts } from '#host/sync/ports.ts';
import { pullAll } from '#host/sync/pull.ts';
import { pushAll } from '#host/sync/push.ts';
import { type RunningServer, startServer } from '#server/start.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { mixedStep } from '../field/mix.ts';
import { type BenchProfile, benchInstitution, makeProfile, valueIn } from '../field/profile.ts';
import { caseSteps, visitDay } from '../field/wayHome.ts';
import { compared, median, type Result } from '../output/result.ts';
import { inNewFolder } from '../places.ts';

const steps = 10_000;
const rounds = 3;
const watch = { signal: undefined, progress: () => undefined };

export function measureSnapshot(): Promise<Result[]> {
  return inNewFolder(async (folder) => {
    const data = path.join(folder, 'server');
    const paging = await startServer({ data, snapshotsFrom: Number.POSITIVE_INFINITY });
    const packing = await startServer({ data, snapshotsFrom: steps });
    await paging.admin.addInstitution(benchInstitution);
    await writeLargeCase(folder, packing);
    const whole: number[] = [];
    const paged: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      paged.push(await firstFilling(path.join(folder, `paged-${round}`), paging));
      whole.push(await firstFilling(path.join(folder, `whole-${round}`), packing));
    }
    await packing.close();
    await paging.close();
    const pages = { name: 'the same feed page by page', value: median(paged) };
    return [compared(`snapshot.${steps}`, median(whole), 's', pages)];
  });
}

/** One case of so many steps, on the server and packed. */
async function writeLargeCase(folder: string, server: RunningServer): Promise<void> {
  const chance = new Seeded(11);
  const { profile, ports, connection } = await laptop(path.join(folder, 'writer'), server, 'caseworker');
  const { open, institutionId } = profile;
  const caseId = v7();
  const opening = caseSteps(chance, { caseId, institutionId }, 3);
  const mixed = Array.from({ length: steps }, () => ({
    feedId: caseId,
    occurredOn: visitDay,
    ...mixedStep(chance),
  }));
  appendSteps(open.database, open.author, open.now(), [...opening, ...mixed]);
  await pushAll(ports, connection, watch);
  await pullAll(ports, connection, watch);
  await server.packed();
  await profile.close();
}

/** Seconds until it is stored. */
async function firstFilling(home: string, server: RunningServer): Promise<number> {
  const { profile, ports, connection } = await laptop(home, server, 'supervisor');
  const begun = performance.now();
  const { pulled } = await pullAll(ports, connection, watch);
  const seconds = (performance.now() - begun) / 1000;
  if (pulled < steps) throw new Error(`${pulled} of ${steps} steps were pulled`);
  await profile.close();
  return seconds;
}

async function laptop(
  home: string,
  server: RunningServer,
  role: 'caseworker' | 'supervisor',
): Promise<{
  readonly profile: BenchProfile;
  readonly ports: SyncPorts;
  readonly connection: Connection;
}> {
  const login = path.basename(home);
  await server.admin.addUser({ login, name: login, role, institution: benchInstitution });
  const { code } = await server.admin.makeCode(login);
  const profile = await makeProfile(home, new Date());
  const ports = {
    database: profile.open.database,
    fetch: globalThis.fetch,
    now: () => new Date(),
    random: () => 0.5,
    link: new Link(),
  };
  valueIn(await enrol(ports, { server: server.url, code }));
  const connection = Connection.open(ports);
  if (connection === null) throw new Error('the device is enrolled');
  return { profile, ports, connection };
}
