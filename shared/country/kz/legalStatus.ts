/**
 * The child's legal status as lists write it. It decides which decision a return needs, so
 * a text that is not understood becomes no status, never a likely one. Most children of a
 * closing home are *not* legally without parental care: they were placed for a time on
 * their parents' application. Labels: i18n `country.legalStatuses`.
 */
import { foldLetters } from '../../domain/search/foldName.ts';

export const legalStatuses = [
  'temporary_by_application',
  'rights_limited',
  'rights_deprived',
  'orphan',
  'without_parental_care',
  'undetermined',
] as const;
export type LegalStatus = (typeof legalStatuses)[number];

/** In the order of asking: what a court decided comes before what describes the child. */
const patterns: readonly (readonly [LegalStatus, RegExp])[] = [
  [
    'undetermined',
    /не определ|не установлен|неизвест|уточняется|аныкталма|белгисиз|undetermined|not known|unknown/,
  ],
  [
    'rights_deprived',
    /(?<!не )лиш[а-я]* (родительск|прав)|(?<!не )лиш[а-я]* род|лишение рп|кукыг[а-я]* ?айыр|depriv/,
  ],
  [
    'rights_limited',
    /(?<!не )огранич[а-я]* (в )?(родительск|прав)|(?<!не )огранич[а-я]* (в )?род|кукыг[а-я]* шекте|rights limited|limited rights|limitation/,
  ],
  ['without_parental_care', /без попечения|опбр|осталс[а-я]* без|камкорлыгынсыз|without parental care/],
  [
    'orphan',
    /(?<!не )(?<!социальн[а-я]{2} )(?<!социальн[а-я]{2}-)сирота|(?<!алеуметтик )жетим(?!дик)|\borphan/,
  ],
  [
    'temporary_by_application',
    /врем[а-я.]* (помещ|размещ|пребыв|нахожд)|по заявлен|уакытша|отиниш|temporar|application/,
  ],
];

/** The status a text names in Russian, Kazakh or English, or null where it names none we know. */
export function legalStatusFrom(text: string): LegalStatus | null {
  const folded = foldLetters(text);
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
}
