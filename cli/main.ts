/**
 * Where the `uige` command starts. Exit status: 0 done, 1 refused or invalid, 2 wrong usage, 3 server not
 * reached. What is no expected failure is a bug: it is reported as such and ends with status 1.
 */
import process from 'node:process';
import { CommanderError } from 'commander';
import { type Language, translator } from '#shared/i18n/index.ts';
import { createProgram } from './program.ts';
import { CommandFailure, Refused, WrongUsage } from './run/failure.ts';
import { failureLines, failureText } from './run/failureText.ts';
import { Output } from './run/output.ts';
import { firstLanguage } from './run/settings.ts';
import type { World } from './run/tool.ts';

const world: World = {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
};

async function run(argv: readonly string[]): Promise<number> {
  const language = firstLanguage(argv, world.env);
  const t = translator(language);
  const out = new Output(world, argv.includes('--json'));
  const program = createProgram({ world, language, t });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, out, language);
  }
}

/** Says what went wrong and answers the exit status. */
function report(error: unknown, out: Output, language: Language): number {
  if (error instanceof CommandFailure) {
    const t = translator(error.language ?? language);
    const { code, details } = error.failure;
    const message = failureText(error.failure, t);
    const document = { ...error.document, error: { ...details, code, message } };
    out.failed(document, [message, ...failureLines(error.failure, t)]);
    return error.status;
  }
  if (error instanceof Refused) {
    out.failed({ error: { code: error.code, message: error.message } }, [error.message]);
    return 1;
  }
  if (error instanceof WrongUsage) {
    out.failed({ error: { code: 'wrong_usage', message: error.message } }, [error.message]);
    return 2;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    // commander has written its sentence to stderr already
    out.failed({ error: { code: 'wrong_usage', message: error.message } }, []);
    return 2;
  }
  throw error;
}

// The status is left for the end of the process, so that everything written is flushed first.
process.exitCode = await run(process.argv.slice(2));
