/**
 * A host in a process of its own, made to be killed: opens a profile and writes without end,
 * or as many calls as it is told. What it
 * acknowledges on stdout it says only after the host's answer, in one system call, so that nothing is
 * told too early and nothing told is lost with the process.
 *
 *   recorder.ts notes HOME CASE[,CASE…] LETTERS [CALLS]   two notes a call, `recorded ID ID` after each
 *   recorder.ts import HOME FILE                          `imported N` after each batch, `finished N` at the end
 *   recorder.ts sync HOME CASE[,CASE…] LETTERS            notes as above while it syncs, `synced N` after each round
 *   recorder.ts follow HOME                               only syncs by itself; `holds N` steps whenever that moves
 *
 * A failure is told as `failed CODE`; notes without sync then wait for a line on stdin to try the same again.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { createHost } from '#host/host.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';

// where the size of files is limited, writing on shall fail like on a full disk and not end the process
process.on('SIGXFSZ', () => undefined);

/** Between two turns of somebody who writes and syncs: nobody presses a button in a loop. */
const breathMs = 250;

const [work = '', home, target = '', letters, calls = 'Infinity'] = process.argv.slice(2);
const passphrase = process.env.UIGE_PASSPHRASE;
if (home === undefined || passphrase === undefined) throw new TypeError('see the header');

const syncsByItself = work === 'sync' || work === 'follow';
const client = createHost({ home, clock: () => new Date(), syncsByItself }).client();
valueIn(await client.profile.unlock({ passphrase }));
say('open');
if (work === 'import') await importFile(client, target);
else if (work === 'sync') await recordAndSync(client, target.split(','), Number(letters));
else if (work === 'follow') await follow(client);
else await recordNotes(client, target.split(','), { length: Number(letters), calls: Number(calls) });

async function recordNotes(
  app: AppClient,
  cases: readonly string[],
  { length, calls }: { length: number; calls: number },
): Promise<void> {
  const orders = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const text = 'Бабушка звонила вечером. '.repeat(Math.ceil(length / 25)).slice(0, length);
  for (let at = 0; at < calls; ) {
    const note = { case: cases[at % cases.length] ?? '', kind: 'note.added', payload: { text } };
    const recorded = await app.cases.record({ steps: [note, note], oneEvent: false });
    if (recorded.ok) {
      say(`recorded ${recorded.value.stepIds.join(' ')}`);
      at += 1;
      continue;
    }
    say(`failed ${recorded.error.code}`);
    await orders.next();
  }
  process.stdin.destroy();
}

/** A round beside what the app does by itself, and three notes while it is under way; without end. */
async function recordAndSync(app: AppClient, cases: readonly string[], length: number): Promise<void> {
  for (let at = 0; ; ) {
    const round = app.sync.now({});
    for (const turn = at + 3; at < turn; at += 1) {
      // nothing packs it: it takes the room that it seems to take
      const payload = { text: randomBytes(length).toString('base64').slice(0, length) };
      const note = { case: cases[at % cases.length] ?? '', kind: 'note.added', payload };
      const recorded = await app.cases.record({ steps: [note] });
      say(recorded.ok ? `recorded ${recorded.value.stepIds.join(' ')}` : `failed ${recorded.error.code}`);
    }
    const synced = await round;
    say(synced.ok ? `synced ${synced.value.pushed}` : `failed ${synced.error.code}`);
    await wait(breathMs);
  }
}

async function follow(app: AppClient): Promise<void> {
  let told = '';
  for await (const { topic } of await app.data.changes()) {
    if (topic !== 'sync') continue;
    const { lastError, feeds } = valueIn(await app.sync.status());
    const line =
      lastError === null ? `holds ${feeds.reduce((sum, { pos }) => sum + pos, 0)}` : `failed ${lastError}`;
    if (line !== told) say(line);
    told = line;
  }
}

async function importFile(app: AppClient, file: string): Promise<void> {
  const opened = valueIn(await app.register.open({ file: new File([readFileSync(file)], 'spisok.csv') }));
  const events = await app.register.run({ registerId: opened.registerId, institution: 'Дом надежды' });
  for await (const event of events) {
    if ('progress' in event) say(`imported ${event.progress.done}`);
    else
      say(
        event.finished.ok
          ? `finished ${event.finished.value.created}`
          : `failed ${event.finished.error.code}`,
      );
  }
}

function valueIn<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  say(`failed ${result.error.code}`);
  process.exit(1);
}

function say(line: string): void {
  writeSync(1, `${line}\n`);
}
