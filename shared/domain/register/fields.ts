/**
 * The columns a register may have, and how their headings are written in Russian, Kazakh
 * and English. Recognition is a proposal: the person can correct every column. A heading
 * about somebody else (the teacher's name, the mother's number) is no field of the child.
 */
import { foldLetters } from '../search/foldName.ts';

export const registerFields = [
  'number',
  'fullName',
  'familyName',
  'givenName',
  'patronymic',
  'birthDate',
  'sex',
  'iin',
  'admittedOn',
  'reason',
  'legalStatus',
  'mother',
  'father',
  'parents',
  'relatives',
  'siblings',
  'healthGroup',
  'disability',
  'familyAddress',
  'note',
] as const;
export type RegisterField = (typeof registerFields)[number];

/** Longer texts are titles or remarks, not headings. */
const longestHeading = 120;

/** Columns about staff, papers and things: never a field of ours. */
const aboutOther =
  /воспитател|менеджер|представител|опекун|попечител|специалист|сотрудник|директор|куратор|педагог|тарбиеши|маман|свидетельств|св-во|куалик|паспорт|удостоверен|место рожд|туган жер|выбыт|выбыл|откуда|кем направл|приказ|буйрык|место работ|национальн|школ[аы]|класс|телефон (матер|отц|родит|опек)|caregiver|teacher|staff|certificate|place of birth|discharge|school|order/;

/** Asked in this order: the first that fits is the field. */
const headings: readonly (readonly [RegisterField, RegExp])[] = [
  [
    'number',
    /^(n|no|№|#|номер|p\/?с|р ?\/ ?с|р ?с|№? ?п ?\/ ?п|№? ?п ?п|рет( саны)?|реттик саны|реттик номири|номири|s ?\/ ?n|number)$/,
  ],
  [
    'fullName',
    /фамилия.*имя|имя.*фамилия|теги.*аты|аты.*теги|surname.*name|(first|given).*(last|family) name|(last|family).*(first|given) name/,
  ],
  ['patronymic', /отчеств|акесинин аты|patronymic|middle name/],
  ['parents', /^(?!.*(статус|мартебе|status|телефон|адрес|жит|мекен|address)).*(родител|ата-ана|parent)/],
  [
    'mother',
    /^(фио )?(мать|мама|матери|анасы|анасынын|ана|mother)( |$|s )|о матери|(мать|анасы|mother).*(фио|аты-жони|тел|name|phone)|анасы туралы|mothers name/,
  ],
  [
    'father',
    /^(фио )?(отец|папа|отца|акеси|аке|father)( |$|s )|об отце|(отец|акеси|father).*(фио|аты-жони|тел|name|phone)|fathers name/,
  ],
  [
    'iin',
    /(^|[^а-я])(иин|жсн)([^а-я]|$)|\biin\b|индивидуальн[а-я]* идент|жеке сайкестендир|identification number/,
  ],
  [
    'birthDate',
    /дат[аы] рожд|год рожд|г р$|д р$|день рожд|число.*рожд|^рожд|туган (кун|жыл|дата|айы)|birth|^dob$|^born/,
  ],
  ['sex', /^пол($| )|^жыныс|^sex($| )|^gender/],
  ['reason', /причин|^себе[бп]|орналастыру себеб|^reason|reason for|^cause/],
  ['legalStatus', /статус|мартебе|status/],
  [
    'admittedOn',
    /поступ|прибы|дата (прием|зачисл|помещ|определ)|зачисл|(уйымга|мекемеге|орталыкка)? ?келген (кун|дат|уакыт)|кабылданган (кун|дат)|орнал[а-я]* (кун|дат)|тускен (кун|дат)|admi(tted|ssion)|arriv|date of (entry|placement)|entered|placed on/,
  ],
  ['siblings', /брат|сестр|сиблинг|бауыр|ага-ини|апа-синл|sibling|brother/],
  ['relatives', /родственник|родные|туыс|relative|\bkin\b/],
  ['healthGroup', /здоров|денсаулык|health/],
  ['disability', /инвалид|мугедек|disab/],
  [
    'familyAddress',
    /место жит|местожит|место прожив|адрес|проживани|мекенжай|мекен-жай|тургылыкт|address|residence|lives at/,
  ],
  ['note', /примеч|ескерт|заметк|коммент|^note|remark|comment/],
  ['familyName', /^фамили|^теги|surname|(family|last) name/],
  ['givenName', /^имя( |$)|^аты( |$)|^есими|(given|first) name/],
  [
    'fullName',
    /^(фио|ф и о)|фио|ф и о |аты-жони|аты жони|аты - жони|толык аты|^т ?а ?а( |$)|^(full )?name|^имя|воспитанник|тарбиеленуш|^реб[а-я]+к|^бала|^child/,
  ],
];

/** The field that a heading names, or null. */
export function fieldOfHeading(heading: string): RegisterField | null {
  const folded = foldLetters(heading)
    .replace(/[’'`]/g, '')
    .replace(/[.,:;*()«»"]+/g, ' ')
    .replace(/ф ?и ?о(?![а-я])/g, 'фио')
    .replace(/[‐–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim();
  if (folded === '' || folded.length > longestHeading || aboutOther.test(folded)) return null;
  const field = headings.find(([, pattern]) => pattern.test(folded))?.[0] ?? null;
  return field !== null && aboutParent(folded, field) ? null : field;
}

/** True where the heading asks a fact of the child about a parent instead: "ИИН матери". */
function aboutParent(folded: string, field: RegisterField): boolean {
  const ofChild: readonly RegisterField[] = [
    'iin',
    'birthDate',
    'sex',
    'legalStatus',
    'disability',
    'healthGroup',
  ];
  return (
    ofChild.includes(field) && /матер|отц|родител|ата-ана|анасын|акесин|mother|father|parent/.test(folded)
  );
}
