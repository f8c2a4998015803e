/**
 * The first level of Kazakhstan's КАТО / ӘАОЖ: 17 oblasts and 3 cities of republican rank,
 * by the first two digits of the code (which are also the ISO 3166-2:KZ numbers). Deeper
 * levels are an importable file and not built in.
 */

export const regionCodes = [
  '10',
  '11',
  '15',
  '19',
  '23',
  '27',
  '31',
  '33',
  '35',
  '39',
  '43',
  '47',
  '55',
  '59',
  '61',
  '62',
  '63',
  '71',
  '75',
  '79',
] as const;
export type RegionCode = (typeof regionCodes)[number];

export interface Region {
  readonly kind: 'oblast' | 'city';
  readonly ru: string;
  readonly kk: string;
  readonly en: string;
}

export const regions: Readonly<Record<RegionCode, Region>> = {
  10: { kind: 'oblast', ru: 'область Абай', kk: 'Абай облысы', en: 'Abai Region' },
  11: { kind: 'oblast', ru: 'Акмолинская область', kk: 'Ақмола облысы', en: 'Akmola Region' },
  15: { kind: 'oblast', ru: 'Актюбинская область', kk: 'Ақтөбе облысы', en: 'Aktobe Region' },
  19: { kind: 'oblast', ru: 'Алматинская область', kk: 'Алматы облысы', en: 'Almaty Region' },
  23: { kind: 'oblast', ru: 'Атырауская область', kk: 'Атырау облысы', en: 'Atyrau Region' },
  27: {
    kind: 'oblast',
    ru: 'Западно-Казахстанская область',
    kk: 'Батыс Қазақстан облысы',
    en: 'West Kazakhstan Region',
  },
  31: { kind: 'oblast', ru: 'Жамбылская область', kk: 'Жамбыл облысы', en: 'Jambyl Region' },
  33: { kind: 'oblast', ru: 'область Жетісу', kk: 'Жетісу облысы', en: 'Jetisu Region' },
  35: { kind: 'oblast', ru: 'Карагандинская область', kk: 'Қарағанды облысы', en: 'Karaganda Region' },
  39: { kind: 'oblast', ru: 'Костанайская область', kk: 'Қостанай облысы', en: 'Kostanay Region' },
  43: { kind: 'oblast', ru: 'Кызылординская область', kk: 'Қызылорда облысы', en: 'Kyzylorda Region' },
  47: { kind: 'oblast', ru: 'Мангистауская область', kk: 'Маңғыстау облысы', en: 'Mangystau Region' },
  55: { kind: 'oblast', ru: 'Павлодарская область', kk: 'Павлодар облысы', en: 'Pavlodar Region' },
  59: {
    kind: 'oblast',
    ru: 'Северо-Казахстанская область',
    kk: 'Солтүстік Қазақстан облысы',
    en: 'North Kazakhstan Region',
  },
  61: { kind: 'oblast', ru: 'Туркестанская область', kk: 'Түркістан облысы', en: 'Turkistan Region' },
  62: { kind: 'oblast', ru: 'область Ұлытау', kk: 'Ұлытау облысы', en: 'Ulytau Region' },
  63: {
    kind: 'oblast',
    ru: 'Восточно-Казахстанская область',
    kk: 'Шығыс Қазақстан облысы',
    en: 'East Kazakhstan Region',
  },
  71: { kind: 'city', ru: 'г. Астана', kk: 'Астана қаласы', en: 'Astana' },
  75: { kind: 'city', ru: 'г. Алматы', kk: 'Алматы қаласы', en: 'Almaty' },
  79: { kind: 'city', ru: 'г. Шымкент', kk: 'Шымкент қаласы', en: 'Shymkent' },
};
