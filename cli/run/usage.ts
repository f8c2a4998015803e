/** Wrong usage and help in the person's language: the parser itself speaks English alone. */
import type { CommanderError } from 'commander';
import type { Translator } from '#shared/i18n/index.ts';

/** The sentence for an error of the parser, with what it names. */
export function usageText(error: CommanderError, t: Translator): string {
  const what = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.unknownCommand':
      return t('cli.usage.unknownCommand', { what });
    case 'commander.unknownOption':
      return t('cli.usage.unknownOption', { what });
    case 'commander.missingArgument':
      return t('cli.usage.missingArgument', { what });
    case 'commander.optionMissingArgument':
      return t('cli.usage.missingValue', { what });
    case 'commander.missingMandatoryOptionValue':
      return t('cli.usage.missingOption', { what });
    case 'commander.excessArguments':
      return t('cli.usage.tooMuch');
    case 'commander.invalidArgument':
      return t('cli.usage.wrongValue', { what, why: whyWrong(error.message) });
    default:
      // only a group without a verb is left, for which its help was shown
      return t('cli.usage.verb');
  }
}

/** What is allowed instead, where the parser or the reader of the value says it. */
function whyWrong(message: string): string {
  return /is invalid\.\s*(?:Allowed choices are )?(.*?)\.?$/.exec(message)?.[1] ?? '';
}

/** The headings of help. */
export function helpTitle(title: string, t: Translator): string {
  const titles: Record<string, string> = {
    'Usage:': t('cli.help.usage'),
    'Arguments:': t('cli.help.arguments'),
    'Options:': t('cli.help.options'),
    'Global Options:': t('cli.help.sharedOptions'),
    'Commands:': t('cli.help.commands'),
  };
  return titles[title] ?? title;
}
