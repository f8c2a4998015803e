/** Where the `uige` command starts: the real process around runCommand.ts. */
import process from 'node:process';
import { runCommand } from './runCommand.ts';

// The status is left for the end of the process, so that everything written is flushed first.
process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
});
