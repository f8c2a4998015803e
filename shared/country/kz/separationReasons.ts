/**
 * Why a child came into care: the codes figures are made of, and how lists say them. The
 * words on paper are always kept beside the codes; a code is only a reading of them.
 * Several reasons may be named; the first in the text is taken as the main one (house rule).
 * Labels: i18n `country.separationReasons`.
 */
import { foldLetters } from '../../domain/search/foldName.ts';

export const separationReasons = [
  'poverty',
  'housing',
  'unemployment',
  'parent_illness',
  'parent_away_for_work',
  'violence_neglect',
  'addiction',
  'parent_imprisoned',
  'rights_deprived',
  'rights_limited',
  'parent_death',
  'refusal_at_birth',
  'disability_no_service',
  'school_access',
  'foundling',
  'fire',
  'divorce_single_parent',
  'other',
] as const;
export type SeparationReason = (typeof separationReasons)[number];

/** Patterns over folded letters: lower case, ё as е, Kazakh letters as their Russian look-alikes. */
const patterns: readonly (readonly [SeparationReason, RegExp])[] = [
  [
    'poverty',
    /бедност|малообеспеч|малоимущ|нищет|без доход|нет доход|низк[а-я]* доход|материальн|кедей|табысы? (жок|аз|томен)|турмысы томен|аз камтыл|poverty|no income|low income/,
  ],
  [
    'housing',
    /нет жиль|без жиль|отсутств[а-я]* жиль|жилищн|нет своего жиль|негде жить|бездомн|баспана|уйи жок|тургын уй|housing|homeless|no home/,
  ],
  [
    'unemployment',
    /потер[а-я]* работ|без работ|безработ|нет работ|не работает|жумыссыз|жумысы жок|жумысынан|unemploy|lost (her |his |the )?job|no job/,
  ],
  [
    'parent_illness',
    /болезн(?![а-я]* (ребен|дет))|болеет|больн(а|ой|ы|ая)(?![а-я])|на лечени|лечится|лечени[а-я]+ (матер|отц|родит)|госпитализ|туберкул|инвалидност[а-я]* (матер|отц|родител)|емделуде|емделип|сыркат|(анасы|акеси|ата-анасы)[а-я]*( [а-я]+)? ауыр(?![а-я]*лат)|ауруына|наукас|illness|\bill\b|in treatment|hospital|tubercul/,
  ],
  [
    'parent_away_for_work',
    /заработк|на вахт|вахтов|работа[а-я]* (в другом|за границ|в рф|в росси)|уехал[а-я]* (на работ|работать)|выезд[а-я]* на работ|мигра|жумыс издеп|табыс табу|жумыска кет|баска калада жумыс|work(s|ing)? (away|abroad)|migra/,
  ],
  [
    'violence_neglect',
    /насили|жесток|избива|побои|пренебреж|ненадлежащ|безнадзор|оставлен без присмотра|не исполня|неисполнен|зорлык|катыгез|кадагалаусыз|violence|neglect|abuse|ill-treat/,
  ],
  [
    'addiction',
    /алкогол|пьянств|пьет|злоупотребл|наркоман|наркотик|зависимост|маскунем|ишимдик|нашакор|addict|alcohol|drug/,
  ],
  [
    'parent_imprisoned',
    /лишени[а-я]* свобод|мест[а-я]* лишени|млс(?![а-я])|осужден|заключени[а-я]* под страж|под страж|тюрьм|колони[яию](?![а-я])|сотталган|бас бостандыг|турмеде|камауда|imprison|prison|\bjail/,
  ],
  ['rights_deprived', /(?<!не )лиш[а-я]* (родительск|прав)|кукыг[а-я]* ?айыр|depriv/],
  [
    'rights_limited',
    /(?<!не )огранич[а-я]* (в )?(родительск|прав)|кукыг[а-я]* шекте|rights limited|limitation of/,
  ],
  [
    'parent_death',
    /умер|смерт|погиб|скончал|(?<!социальн[а-я]{2} )сирота|(?<!алеуметтик )жетим(?!дик)|кайтыс|олим|олген|\bdied|death|\borphan/,
  ],
  ['refusal_at_birth', /отказ(?! в (при|услуг|мест|обслуж))|бас тарт|refus|abandoned at birth/],
  [
    'disability_no_service',
    /инвалидност[а-я]* (ребен|дет)|ребен[а-я]*-инвалид|нет реабилитац|нет услуг|нет специалист|особ[а-я]* потребност|овз(?![а-я])|баланын мугедек|мугедек бала|ерекше кажеттил|disab/,
  ],
  [
    'school_access',
    /нет школ|школ[а-я]* (далеко|нет|отсутств)|для обучени|ради учеб|чтобы учит|доступ[а-я]* к школ|мектеп жок|мектеп алыс|мектебе жок|оку ушин|no school|school access/,
  ],
  ['foundling', /подкид|найден|подброш|тастанды|тастап кет|табылган бала|foundling/],
  ['fire', /пожар|сгорел|погорел|(?<![а-я])орт(?![а-я])|ортен|\bfire\b|burnt down/],
  [
    'divorce_single_parent',
    /развод|развед|одинок[а-я]* (мать|матер|отец|отц|родител)|мать-одиноч|неполн[а-я]* семь|ажырас|жалгызбасты|жалгыз (ана|аке)|divorc|single (mother|father|parent)/,
  ],
];

const general =
  /тжс(?![а-я])|(трудн|тяжел)[а-я]* жизнен|омирлик киын|киын жагдай|hardship|difficult life|по заявлен|врем[а-я.]* (помещ|размещ)|отиниш|уакытша/;

export interface ReasonReading {
  /** In the order of the text; empty where nothing is written. */
  readonly reasons: readonly SeparationReason[];
  readonly main: SeparationReason | null;
  /**
   * `general`: only "difficult life situation" or the application is written, not what happened;
   * `unknown`: words we have no code for. Both are read as `other`.
   */
  readonly doubt: 'general' | 'unknown' | null;
}

/** Reads the reasons a text names in Russian, Kazakh or English. */
export function separationReasonsFrom(text: string): ReasonReading {
  const folded = foldLetters(text);
  if (folded === '') return { reasons: [], main: null, doubt: null };
  const found: { code: SeparationReason; at: number }[] = [];
  for (const [code, pattern] of patterns) {
    const at = folded.search(pattern);
    if (at >= 0) found.push({ code, at });
  }
  const reasons = found.sort((one, other) => one.at - other.at).map(({ code }) => code);
  const main = reasons[0];
  if (main !== undefined) return { reasons, main, doubt: null };
  return { reasons: ['other'], main: 'other', doubt: general.test(folded) ? 'general' : 'unknown' };
}
