/**
 * Where the passphrase comes from: a file, the environment, or the person at the terminal, unseen.
 * Never an argument: the list of processes shows those to everybody.
 */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Translator } from '#shared/i18n/index.ts';
import { WrongUsage } from './failure.ts';
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
  return asked(terminal, t('cli.passphrase.ask'));
}

/** Something secret from the standard input: typed unseen at a terminal, else the first line of what comes. */
export async function typedSecret(terminal: Terminal, question: string): Promise<string> {
  if (terminal.stdin.isTTY) return asked(terminal, question);
  return (await text(terminal.stdin)).replace(/^\uFEFF/, '').split(/\r?\n/)[0] ?? '';
}

/** The first line of the file. */
function fromFile(file: string, t: Translator): string {
  try {
    return (
      readFileSync(file, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)[0] ?? ''
    );
  } catch {
    throw new WrongUsage(t('cli.fileUnreadable', { file }));
  }
}

function asked({ stdin, stderr }: Terminal, question: string): Promise<string> {
  stderr.write(`${question} `);
  stdin.setRawMode?.(true);
  stdin.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void): void => {
      stdin.off('data', onData);
      stdin.setRawMode?.(false);
      stdin.pause();
      stderr.write('\n');
      settle();
    };
    const onData = (data: string): void => {
      for (const character of data) {
        if (character === '\r' || character === '\n') {
          end(() => resolve(typed));
          return;
        }
        if (character === '\u0003') {
          end(() => reject(new WrongUsage('')));
          return;
        }
        typed = character === '\u007F' ? typed.slice(0, -1) : typed + character;
      }
    };
    stdin.on('data', onData);
    stdin.resume();
  });
}
