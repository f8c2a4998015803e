/** Words of the country pack in Russian: placements, legal statuses, reasons, terms. */
import type { DeadlineCode } from '../../country/kz/deadlines.ts';
import type { LegalStatus } from '../../country/kz/legalStatus.ts';
import type { PlacementCategory, PlacementForm } from '../../country/kz/placementForms.ts';
import type { SeparationReason } from '../../country/kz/separationReasons.ts';

/** What every language must say. */
export interface CountryTexts {
  readonly placementForms: Readonly<Record<PlacementForm, string>>;
  readonly placementCategories: Readonly<Record<PlacementCategory, string>>;
  readonly legalStatuses: Readonly<Record<LegalStatus, string>>;
  readonly separationReasons: Readonly<Record<SeparationReason, string>>;
  readonly deadlines: Readonly<Record<DeadlineCode, string>>;
  readonly iin: string;
  readonly mrp: string;
}

export const country = {
  placementForms: {
    birth_family: 'Кровная семья',
    kin_care: 'Родственники, без опеки',
    kin_guardianship: 'Родственники, под опекой (попечительством)',
    guardianship: 'Опека (попечительство), не родственники',
    adoption: 'Усыновление (удочерение)',
    patronage: 'Патронат',
    foster_family: 'Приёмная семья',
    professional_foster_family: 'Приёмная профессиональная семья',
    family_type_home: 'Детская деревня (дом) семейного типа',
    guest_family: 'Гостевая семья',
    mentoring: 'Наставничество',
    transfer: 'Перевод в другую организацию',
    aged_out: 'Выпуск по возрасту (18 лет)',
  },
  placementCategories: {
    home_birth: 'Дома: кровная семья',
    home_kin: 'Дома: родственники',
    alternative_family: 'Другая семья',
    not_family: 'Не семья',
  },
  legalStatuses: {
    temporary_by_application: 'Временное помещение по заявлению родителей',
    rights_limited: 'Родители ограничены в правах',
    rights_deprived: 'Родители лишены прав',
    orphan: 'Ребёнок-сирота',
    without_parental_care: 'Остался без попечения родителей',
    undetermined: 'Статус не определён',
  },
  separationReasons: {
    poverty: 'Бедность, нет дохода',
    housing: 'Нет жилья или плохое жильё',
    unemployment: 'Потеря работы',
    parent_illness: 'Болезнь родителя',
    parent_away_for_work: 'Родитель на заработках',
    violence_neglect: 'Насилие или пренебрежение',
    addiction: 'Зависимость родителя',
    parent_imprisoned: 'Родитель в местах лишения свободы',
    rights_deprived: 'Лишение родительских прав',
    rights_limited: 'Ограничение родительских прав',
    parent_death: 'Смерть родителя',
    refusal_at_birth: 'Отказ при рождении',
    disability_no_service: 'Инвалидность ребёнка, нет услуг рядом',
    school_access: 'Нет доступа к школе',
    foundling: 'Подкинутый ребёнок',
    fire: 'Пожар',
    divorce_single_parent: 'Развод, одинокий родитель',
    other: 'Другое',
  },
  deadlines: {
    data_bank_registration: 'Первичный учёт в Республиканском банке данных',
    hospital_stay: 'Временное пребывание в стационаре',
    professional_foster_report: 'Отчёт приёмной профессиональной семьи',
    guardian_check: 'Проверка опекуна',
    living_conditions_survey: 'Обследование жилищных условий после сигнала',
    guardianship_follow_up: 'Посещение подопечного органом опеки',
  },
  iin: 'ИИН',
  mrp: 'МРП',
} satisfies CountryTexts;
