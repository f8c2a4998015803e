/**
 * The options that every command shares, read from the arguments and the environment. Each has one
 * meaning everywhere; a command adds its own options and never reads the environment itself.
 */
import { homedir } from 'node:os';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { profileHome } from '#host/home.ts';
import { type Day, daySchema } from '#shared/domain/day.ts';
import { type Language, languageOf, languages, type Translator } from '#shared/i18n/index.ts';
import { WrongUsage } from './failure.ts';

export interface Settings {
  /** The profile's folder. */
  readonly home: string;
  readonly passphraseFile: string | null;
  readonly json: boolean;
  /** The day that the clock shall say; null for the machine's own. */
  readonly today: Day | null;
  /** Null where nobody chose: then the profile's language, else the system's. */
  readonly language: Language | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Declares the shared options on the program; they may stand before or after the command's name. */
export function addSharedOptions(program: Command, t: Translator): void {
  program
    .option('--home <dir>', t('cli.options.home'))
    .option('--passphrase-file <file>', t('cli.options.passphraseFile'))
    .option('--json', t('cli.options.json'))
    .option('--today <day>', t('cli.options.today'), readDay)
    .option('--lang <language>', t('cli.options.lang'), readLanguage);
}

/** The settings of a parsed command. A wrong `UIGE_TODAY` is wrong usage, as a wrong `--today` is. */
export function settingsOf(command: Command, env: Environment, t: Translator): Settings {
  const given = command.optsWithGlobals<{
    home?: string;
    passphraseFile?: string;
    json?: boolean;
    today?: Day;
    lang?: Language;
  }>();
  const todayOfEnv = given.today === undefined && env.UIGE_TODAY ? dayOfEnv(env.UIGE_TODAY, t) : null;
  const home = given.home === undefined ? env : { ...env, UIGE_HOME: given.home };
  return {
    home: profileHome({ platform: process.platform, env: home, userFolder: homedir() }),
    passphraseFile: given.passphraseFile ?? null,
    json: given.json ?? false,
    today: given.today ?? todayOfEnv,
    language: given.lang ?? null,
  };
}

/** Reads a calendar day given as an option. */
export function readDay(text: string): Day {
  const parsed = daySchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${text}: YYYY-MM-DD`);
}

function dayOfEnv(text: string, t: Translator): Day {
  const parsed = daySchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new WrongUsage(t('cli.usage.wrongValue', { what: `UIGE_TODAY=${text}`, why: 'YYYY-MM-DD' }));
}

function readLanguage(text: string): Language {
  const language = languages.find((one) => one === text);
  if (language !== undefined) return language;
  throw new InvalidArgumentError(`${text}: ${languages.join(', ')}`);
}

/** The language to speak before any profile is open: `--lang`, else the system's, else Russian. */
export function firstLanguage(argv: readonly string[], env: Environment): Language {
  const at = argv.findIndex((one) => one === '--lang' || one.startsWith('--lang='));
  const word = argv[at] === '--lang' ? argv[at + 1] : argv[at]?.slice('--lang='.length);
  const system = env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? '';
  return languageOf(word ?? '') ?? languageOf(system.replace('_', '-')) ?? 'ru';
}
