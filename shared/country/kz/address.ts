/**
 * Reads an address as lists write it in Russian, Kazakh or English: "Алматинская обл.,
 * Карасайский р-н, г. Каскелен" → region, district, settlement. What is not understood
 * stays null; the written address itself is kept by whoever asks and never replaced.
 */
import { foldLetters } from '../../domain/search/foldName.ts';
import { type RegionCode, regions } from './regions.ts';

export interface AddressReading {
  readonly region: RegionCode | null;
  /** As written, e.g. "Карасайский р-н"; a city's district too. */
  readonly district: string | null;
  /** As written, e.g. "г. Каскелен". Null where the region itself is a city. */
  readonly settlement: string | null;
}

/** Stems of an oblast's name over folded letters; the oblast mark is asked for separately. */
const oblastStems: readonly (readonly [RegionCode, RegExp])[] = [
  ['27', /западн|батыс|^(зко|бко)$|west kaz/],
  ['59', /северн|северо|солтустик|^ско$|north kaz/],
  ['63', /восточн|восточно|шыгыс|^(вко|шко)$|east kaz/],
  ['61', /туркестан|туркистан|turkistan|turkestan|южно|онтустик|^(юко|око)$/],
  ['10', /абай|абайск|abai|abay/],
  ['11', /акмол|aqmola|akmola/],
  ['15', /актюб|актоб|aktobe|aqtobe/],
  ['19', /алмат|almaty/],
  ['23', /атырау|atyrau/],
  ['31', /жамбыл|jambyl|zhambyl/],
  ['33', /жетису|жетысу|jetisu|zhetisu|zhetysu/],
  ['35', /караганд|караганды|karagand|qaragand/],
  ['39', /костанай|кустанай|kostanay|qostanay/],
  ['43', /кызылорд|kyzylorda|qyzylorda/],
  ['47', /мангист|мангыст|mangystau|mangistau/],
  ['55', /павлодар|pavlodar/],
  ['62', /улытау|ulytau/],
];

const cityNames: readonly (readonly [RegionCode, RegExp])[] = [
  ['71', /^(астана|нур-султан|нурсултан|astana)$/],
  ['75', /^(алматы|алма-ата|almaty)$/],
  ['79', /^(шымкент|чимкент|shymkent)$/],
];

const oblastMark = /(?<![а-я])обл(?![а-я])|област|облыс|\b(region|oblast)\b|^(зко|бко|ско|вко|шко|юко|око)$/;
const districtMark = /(?<![а-я])р-?н|(?<![а-я])район|(?<![а-я])аудан|\bdistrict\b/;
const cityMark = /^(г|гор|к)\.? |^(г|к)\.|^город |(?<= )(к\.?|каласы|кала)$|\bcity\b/g;
const settlementMark =
  /^(г|гор|к|с|а|п|пос|ст|пгт|аул|село|поселок|город|станция|рзд|разъезд)(\.|\s)|(?<= )(ауылы|ауыл|кенти|каласы|станциясы|к\.|а\.|village|town|city)$/;

/** Reads the comma-separated parts of an address; every part may be missing. */
export function readAddress(text: string): AddressReading {
  let region: RegionCode | null = null;
  let district: string | null = null;
  let settlement: string | null = null;
  for (const part of text.split(/[,;\n]/)) {
    const written = part.trim();
    const folded = foldLetters(written);
    if (folded === '') continue;
    const oblast = oblastOf(folded);
    const city = cityOf(folded);
    if (oblast !== null) region ??= oblast;
    else if (districtMark.test(folded)) district ??= written;
    else if (city !== null && region === null) region = city;
    else if (settlementMark.test(folded)) settlement ??= written;
  }
  return { region, district, settlement };
}

/** Where a trip goes to: the settlement, else the district, else the region's own name; or null. */
export function placeOfAddress(text: string): string | null {
  const { region, district, settlement } = readAddress(text);
  if (settlement !== null) return settlement;
  if (region !== null && regions[region].kind === 'city') {
    return district === null ? regions[region].ru : `${regions[region].ru}, ${district}`;
  }
  return district;
}

function oblastOf(folded: string): RegionCode | null {
  if (!oblastMark.test(folded.replace(/\./g, ' ').trim())) return null;
  const name = folded.replace(/\./g, ' ').trim();
  return oblastStems.find(([, stem]) => stem.test(name))?.[0] ?? null;
}

function cityOf(folded: string): RegionCode | null {
  const name = folded.replace(cityMark, '').trim();
  return cityNames.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
