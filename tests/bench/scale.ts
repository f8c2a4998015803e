/**
 * `npm run bench:scale -- [MOST] [PARTITIONS] [--then-partition]`: how the server's times grow with the
 * steps that lie in its database, from a thousand to MOST (a million by default), whole or in PARTITIONS.
 * The table goes into docs/scale.md. Ten million steps take 30 GB in the folder for temporary files.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openServer } from '#server/open.ts';
import { startEmbedded } from '#server/postgres/embedded.ts';
import { partition } from '#server/postgres/partition.ts';
import { startServer } from '#server/start.ts';
import { LightDevice } from '#tests/support/lightDevice.ts';
import { describeMachine } from './output/machine.ts';
import { Filler, stepsOfCase } from './scale/fill.ts';
import { type Figures, measureAt } from './scale/measure.ts';

const [most = '1000000', partitions = '0'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
/** Measures the largest size once more, moved into partitions. */
const thenPartition = process.argv.includes('--then-partition');
const sizes = [1e3, 1e4, 1e5, 1e6, 1e7].filter((size) => size <= Number(most));
const columns: { readonly heading: string; readonly figures: Figures }[] = [];

const data = mkdtempSync(path.join(tmpdir(), 'uige-scale-'));
const embedded = await startEmbedded(data);
try {
  if (Number(partitions) > 0) await partition({ databaseUrl: embedded.url }, Number(partitions));
  await grow(embedded.url);
} finally {
  await embedded.leave();
  rmSync(data, { recursive: true, force: true });
}
process.stdout.write(tableOf());

async function grow(databaseUrl: string): Promise<void> {
  let server = await startServer({ databaseUrl });
  let open = await openServer({ databaseUrl });
  const filler = new Filler(databaseUrl);
  const addInstitution = async (name: string) => (await server.admin.addInstitution(name)).institutionId;
  const writer = await enrolled('writer', 'caseworker');
  const reader = await enrolled('reader', 'supervisor');
  for (const size of sizes) {
    const begun = performance.now();
    await filler.upTo(open.context.store, Math.round(size / stepsOfCase), addInstitution);
    const filled = performance.now();
    await open.deriver.drained();
    await vacuum(databaseUrl);
    progress(
      `${size} steps: filled in ${seconds(begun, filled)}, summaries and vacuum in ${seconds(filled)}`,
    );
    await measure(`${size} steps`);
  }
  if (thenPartition) {
    const { port } = server;
    await close();
    const begun = performance.now();
    await partition({ databaseUrl }, 16);
    progress(`spread over 16 partitions in ${seconds(begun)}`);
    server = await startServer({ databaseUrl, port });
    open = await openServer({ databaseUrl });
    await vacuum(databaseUrl);
    await measure('the same in 16 partitions');
  }
  await close();

  async function measure(heading: string): Promise<void> {
    const { caseIds, institutionIds } = filler;
    const figures = await measureAt({ open, databaseUrl, writer, reader, caseIds, institutionIds });
    columns.push({ heading, figures });
    progress(tableOf());
  }

  async function close(): Promise<void> {
    await open.deriver.close();
    await open.close();
    await server.close();
  }

  async function enrolled(login: string, role: 'caseworker' | 'supervisor'): Promise<LightDevice> {
    const institution = `Дом ${login}`;
    await server.admin.addInstitution(institution);
    await server.admin.addUser({ login, name: login, role, institution });
    return LightDevice.enrol(server.url, (await server.admin.makeCode(login)).code);
  }
}

/** What the database does by itself in time, at once: statistics, and the marks of visible rows. */
async function vacuum(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  await client.end();
}

function tableOf(): string {
  const { cpu, cores, memory, date } = describeMachine(new Date());
  const rows = Object.keys(columns[0]?.figures ?? {}).map((name) => {
    const cells = columns.map(({ figures }) => Object.entries(figures).find(([of]) => of === name)?.[1] ?? 0);
    return `| ${name} | ${cells.map((cell) => cell.toPrecision(3)).join(' | ')} |`;
  });
  return [
    '',
    `${cpu}, ${cores} cores, ${memory} GiB, ${date.slice(0, 10)}; ${partitions} partitions from the start; milliseconds`,
    `| | ${columns.map(({ heading }) => heading).join(' | ')} |`,
    `|---|${columns.map(() => '--:|').join('')}`,
    ...rows,
    '',
  ].join('\n');
}

function seconds(from: number, to = performance.now()): string {
  return `${((to - from) / 1000).toFixed(1)} s`;
}

/** To stderr: stdout is the figures' own. */
function progress(what: string): void {
  process.stderr.write(`scale: ${what}\n`);
}
