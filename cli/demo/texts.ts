/**
 * The words of the demonstration, in Russian as the practice register is. Everything and everybody
 * in them is invented.
 */
import type { SeparationReason } from '#shared/country/kz/separationReasons.ts';
import type { PayloadInputOf } from '#shared/domain/steps/index.ts';
import { chance } from './calendar.ts';
import type { ChildInDemo } from './wayHome.ts';

type Support = Pick<PayloadInputOf<'support.planned'>, 'what' | 'category' | 'costTenge' | 'source'> &
  Pick<PayloadInputOf<'goal.set'>, 'domain' | 'goal' | 'action'>;

const housing: Support = {
  what: 'аренда жилья на шесть месяцев, кровати',
  category: 'housing',
  costTenge: 480_000,
  source: 'ngo',
  domain: 'housing',
  goal: 'у семьи есть тёплое жильё',
  action: 'заключить договор аренды, подать заявление на жильё',
};

const income: Support = {
  what: 'курс швеи и продуктовая корзина на три месяца',
  category: 'job_training',
  costTenge: 210_000,
  source: 'ngo',
  domain: 'income',
  goal: 'мать работает и получает пособие',
  action: 'окончить курс, подать на адресную помощь',
};

const health: Support = {
  what: 'лечение матери и проезд до диспансера',
  category: 'medical',
  costTenge: 135_000,
  source: 'state',
  domain: 'health',
  goal: 'мать закончила лечение',
  action: 'наблюдение в диспансере, справка',
};

const family: Support = {
  what: 'консультации психолога для матери и ребёнка',
  category: 'psychological',
  costTenge: 90_000,
  source: 'ngo',
  domain: 'relationship',
  goal: 'мать и ребёнок снова привыкли друг к другу',
  action: 'восемь встреч с психологом',
};

const supports: Partial<Record<SeparationReason, Support>> = {
  housing,
  fire: housing,
  unemployment: income,
  poverty: income,
  divorce_single_parent: income,
  parent_away_for_work: income,
  parent_illness: health,
  parent_imprisoned: housing,
};

/** What answers the reason for which the child is in care; costs differ from family to family. */
export function supportFor(reason: SeparationReason, child: number): Support {
  const support = supports[reason] ?? family;
  return { ...support, costTenge: support.costTenge + 5_000 * chance(child, 40, 9) };
}

const wishes = [
  { words: 'Хочу домой к маме', method: 'talk', wants: 'home' },
  { words: 'Нарисовала дом, маму и брата, себя рядом', method: 'drawing', wants: 'home' },
  { words: 'Хочу к маме и чтобы вместе с братом и сестрой', method: 'talk', wants: 'home' },
  { words: 'Тянется к матери, засыпает у неё на руках', method: 'observation', wants: 'home' },
] as const;

const meetings = [
  'Мать пришла вовремя, принесла фрукты. Играли, расставались тихо.',
  'Показал матери тетради, просил прийти ещё.',
  'Сначала дичилась, через полчаса села к матери на колени.',
];

const notes = [
  'Мать звонила сама, спрашивала о здоровье и школе.',
  'Бабушка готова помогать по утрам, живёт на соседней улице.',
  'В новой квартире тепло, есть отдельное место для уроков.',
  'Классный руководитель предупреждён, место в школе есть.',
];

const trialWords = [
  'Дома хорошо, я спал на своей кровати',
  'Мы пекли баурсаки',
  'Хочу остаться',
  'Мама читала мне',
];

export interface FamilyTexts {
  readonly ground: PayloadInputOf<'ground.recorded'>['ground'];
  readonly groundDetail: string;
  readonly child: string;
  readonly childScores: PayloadInputOf<'child.assessed'>['scores'];
  readonly family: string;
  readonly familyScores: PayloadInputOf<'family.assessed'>['scores'];
  readonly wishes: PayloadInputOf<'wishes.recorded'>;
  readonly meeting: string;
  readonly note: string;
  readonly overnight: string;
  readonly trialWords: string;
}

export function familyTexts(child: ChildInDemo): FamilyTexts {
  const { number } = child;
  const byLaw = child.state.child?.legalStatus === 'rights_limited';
  return {
    ground: byLaw ? 'court' : 'parent_application',
    groundDetail: byLaw ? 'решение суда об ограничении прав в личном деле' : 'заявление матери в личном деле',
    child: 'Развитие по возрасту, скучает по дому, спит спокойно.',
    childScores: { health: 3, education: 3, relationship: 2 + chance(number, 2, 3), psychosocial: 3 },
    family: 'Мать хочет забрать ребёнка, приходит каждую неделю. Насилия и зависимости не выявлено.',
    familyScores: { housing: 1 + chance(number, 3, 3), income: 2, protection: 4, relationship: 3 },
    wishes: pick(wishes, number, 10),
    meeting: pick(meetings, number, 11),
    note: pick(notes, number, 12),
    overnight: 'Ночевал дома, вернулся довольный.',
    trialWords: pick(trialWords, number, 13),
  };
}

const visits = [
  'Ребёнок дома, сыт, тепло одет. Мать работает.',
  'Уроки делает с бабушкой, учителя довольны.',
  'Была простуда, врач приходил, лечение закончили.',
  'Играет с соседскими детьми, спит в своей кровати.',
];

/** A visit: the first by telephone or at home, then mostly at home, sometimes at school. */
export function visitTexts(
  child: number,
  index: number,
  childSeen: boolean,
): PayloadInputOf<'visit.recorded'> {
  const visitType = index === 0 ? 'phone' : chance(child, 400 + index, 6) === 0 ? 'school' : 'home';
  return {
    visitType,
    childSeen,
    notSeenReason: childSeen ? null : 'уехал с матерью к родственникам',
    atHome: childSeen ? 'yes' : 'not_known',
    text: childSeen ? pick(visits, child, index) : 'Соседка говорит, что вернутся завтра.',
  };
}

function pick<Item>(
  items: readonly [Item, ...Item[]] | readonly Item[],
  child: number,
  occasion: number,
): Item {
  const item = items[chance(child, occasion, items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}
