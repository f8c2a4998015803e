/**
 * Where the passphrase comes from: a file, the environment, or the person at the terminal, unseen.
 * Never an argument: the list of processes shows those to everybody.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Translator } from '#shared/i18n/index.ts';
import { Refused, WrongUsage } from './failure.ts';
import type { Environment, Settings } from './settings.ts';

/** The standard input: a terminal where a person sits, else a file or a pipe. */
export type Input = NodeJS.ReadableStream & {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
};

interface Terminal {
  readonly stdin: Input;
  readonly stderr: NodeJS.WritableStream;
}

/** @throws WrongUsage where no passphrase is given and nobody can be asked */
export async function passphraseFor(
  settings: Settings,
  env: Environment,
  terminal: Terminal,
  t: Translator,
): Promise<string> {
  if (settings.passphraseFile !== null) return fromFile(settings.passphraseFile, t);
  if (env.UIGE_PASSPHRASE) return env.UIGE_PASSPHRASE;
  if (!terminal.stdin.isTTY) throw new WrongUsage(t('cli.passphrase.missing'));
  return asked(terminal, t('cli.passphrase.ask'), t);
}

/**
 * The passphrase of a new profile: a person who types it unseen types it twice, since nobody but the paper
 * with the recovery key could open what one slip has closed.
 */
export async function newPassphraseFor(
  settings: Settings,
  env: Environment,
  terminal: Terminal,
  t: Translator,
): Promise<string> {
  const passphrase = await passphraseFor(settings, env, terminal, t);
  if (settings.passphraseFile !== null || env.UIGE_PASSPHRASE) return passphrase;
  const again = await asked(terminal, t('cli.passphrase.again'), t);
  if (again !== passphrase) throw new Refused('passphrases_differ', t('cli.passphrase.differ'));
  return passphrase;
}

/**
 * The passphrase that takes the place of the present one.
 * @throws WrongUsage where none is given and nobody can be asked
 */
export async function replacementFor(
  file: string | null,
  env: Environment,
  terminal: Terminal,
  t: Translator,
): Promise<string> {
  if (file !== null) return fromFile(file, t);
  if (env.UIGE_NEW_PASSPHRASE) return env.UIGE_NEW_PASSPHRASE;
  if (!terminal.stdin.isTTY) throw new WrongUsage(t('cli.passphrase.newMissing'));
  const passphrase = await asked(terminal, t('cli.passphrase.askNew'), t);
  if ((await asked(terminal, t('cli.passphrase.again'), t)) === passphrase) return passphrase;
  throw new Refused('passphrases_differ', t('cli.passphrase.newDiffer'));
}

/** Something secret from the standard input: typed unseen at a terminal, else the first line of what comes. */
export function typedSecret(terminal: Terminal, question: string, t: Translator): Promise<string> {
  return typedSecrets(terminal, t)(question);
}

/** As `typedSecret`, one after the other: each next one is the next line. Empty where no line is left. */
export function typedSecrets(terminal: Terminal, t: Translator): (question: string) => Promise<string> {
  if (terminal.stdin.isTTY) return (question) => asked(terminal, question, t);
  let lines: Promise<string[]> | null = null;
  return async () => {
    lines ??= text(terminal.stdin).then((all) => all.replace(/^\uFEFF/, '').split(/\r?\n/));
    return (await lines).shift() ?? '';
  };
}

/** No passphrase is longer; a file may be one that never ends. Bytes. */
const longestLine = 8192;

/** The first line of the file. */
function fromFile(file: string, t: Translator): string {
  try {
    return (
      beginningOf(file)
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)[0] ?? ''
    );
  } catch {
    throw new WrongUsage(t('cli.fileUnreadable', { file }));
  }
}

function beginningOf(file: string): string {
  const buffer = Buffer.alloc(longestLine);
  const handle = openSync(file, 'r');
  try {
    let length = 0;
    for (;;) {
      const read = readSync(handle, buffer, length, longestLine - length, null);
      length += read;
      if (read === 0 || length === longestLine) return buffer.toString('utf8', 0, length);
    }
  } finally {
    buffer.fill(0);
    closeSync(handle);
  }
}

function asked({ stdin, stderr }: Terminal, question: string, t: Translator): Promise<string> {
  stderr.write(`${question} `);
  stdin.setRawMode?.(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void): void => {
      stdin.off('data', onData);
      stdin.off('end', stop);
      stdin.setRawMode?.(false);
      stdin.pause();
      stderr.write('\n');
      settle();
    };
    const stop = (): void => end(() => reject(new Refused('cancelled', t('cli.passphrase.stopped'))));
    const onData = (data: string): void => {
      for (const [at, character] of [...data].entries()) {
        if (character === '\r' || character === '\n') {
          // what was pasted together answers the next question
          const rest = [...data].slice(at + 1).join('');
          end(() => resolve(typed));
          if (rest !== '') stdin.unshift(rest);
          return;
        }
        if (character === '\u0003' || character === '\u0004') {
          stop();
          return;
        }
        if (character === '\u007F' || character === '\b') typed = [...typed].slice(0, -1).join('');
        else typed += character;
      }
    };
    stdin.on('data', onData);
    stdin.once('end', stop);
    stdin.resume();
  });
}
