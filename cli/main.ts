/** Where the `uige` command starts: the real process around runCommand.ts. */
import process from 'node:process';
import { faultLines } from '#shared/fault.ts';
import { translator } from '#shared/i18n/index.ts';
import { firstLanguage } from './run/settings.ts';
import { runCommand } from './runCommand.ts';

const argv = process.argv.slice(2);
const t = translator(firstLanguage(argv, process.env));
let answerLost = false;

// Whoever reads may go away (`uige children | head`): the work is done all the same. A full disk is told.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  answerLost = true;
  process.exitCode = 1;
  process.stderr.write(`${t('cli.unwritable')}\n`);
});
process.stderr.on('error', () => undefined);

// What the runtime would print of an error holds whatever the error carries.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (fault: unknown) => {
    process.stderr.write(`${[t('cli.unexpected'), ...faultLines(fault)].join('\n')}\n`);
    process.exit(1);
  });
}

const status = await runCommand(argv, {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
});
// The status is left for the end of the process, so that everything written is flushed first.
process.exitCode = answerLost && status === 0 ? 1 : status;
