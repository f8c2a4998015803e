/**
 * Runs one `uige` command from its arguments to its exit status: 0 done, 1 refused or invalid, 2 wrong
 * usage, 3 server not reached. Whatever is thrown ends here in words: what is no expected failure is a bug
 * and told by where it happened, never by what the program was working on.
 */
import { CommanderError } from 'commander';
import { faultLines } from '#shared/fault.ts';
import { type Language, translator } from '#shared/i18n/index.ts';
import { createProgram } from './program.ts';
import { CommandFailure, misfit, Refused, WrongUsage } from './run/failure.ts';
import { failureLines, failureText } from './run/failureText.ts';
import { Output } from './run/output.ts';
import { firstLanguage } from './run/settings.ts';
import type { World } from './run/tool.ts';
import { usageText } from './run/usage.ts';

export type ExitStatus = 0 | 1 | 2 | 3;

/** @param argv the arguments after the command's own name */
export async function runCommand(argv: readonly string[], world: World): Promise<ExitStatus> {
  const language = firstLanguage(argv, world.env);
  const out = new Output(world, argv.includes('--json'));
  const program = createProgram({ world, language, t: translator(language) });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    return report(misfit(error) ?? error, out, language);
  }
}

/** Says what went wrong and answers the exit status. */
function report(error: unknown, out: Output, language: Language): ExitStatus {
  if (error instanceof CommandFailure) {
    const t = translator(error.language ?? language);
    const { code, details } = error.failure;
    const message = failureText(error.failure, t);
    const lines = failureLines(error.failure, t, error.language ?? language);
    out.failed({ ...error.document, error: { ...details, code, message } }, [message, ...lines]);
    return error.status;
  }
  if (error instanceof Refused) {
    const { code, message, document, lines } = error;
    out.failed({ ...document, error: { code, message } }, [message, ...lines]);
    return 1;
  }
  if (error instanceof WrongUsage) return misused(out, error.message);
  if (error instanceof CommanderError) {
    // help and version are told by way of an error that is none
    if (error.exitCode === 0) return 0;
    return misused(out, usageText(error, translator(language)));
  }
  const message = translator(language)('cli.unexpected');
  out.failed({ error: { code: 'unexpected', message } }, [message, ...faultLines(error)]);
  return 1;
}

function misused(out: Output, message: string): ExitStatus {
  out.failed({ error: { code: 'wrong_usage', message } }, [message]);
  return 2;
}
