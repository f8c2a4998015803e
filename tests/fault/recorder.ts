/**
 * A host in a process of its own, made to be killed: opens a profile and writes without end,
 * or as many calls as it is told. What it
 * acknowledges on stdout it says only after the host's answer, in one system call, so that nothing is
 * told too early and nothing told is lost with the process.
 *
 *   recorder.ts notes HOME CASE[,CASE…] LETTERS [CALLS]   two notes a call, `recorded ID ID` after each
 *   recorder.ts import HOME FILE                          `imported N` after each batch, `finished N` at the end
 *
 * A failure is told as `failed CODE`; a line on stdin then makes it try the same again.
 */
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createHost } from '#host/host.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';

// where the size of files is limited, writing on shall fail like on a full disk and not end the process
process.on('SIGXFSZ', () => undefined);

const [work, home, target, letters, calls = 'Infinity'] = process.argv.slice(2);
const passphrase = process.env.UIGE_PASSPHRASE;
if (home === undefined || target === undefined || passphrase === undefined)
  throw new TypeError('see the header');

const client = createHost({ home, clock: () => new Date() }).client();
valueIn(await client.profile.unlock({ passphrase }));
say('open');
if (work === 'import') await importFile(client, target);
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
