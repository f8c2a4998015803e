/**
 * What the writers say and how: labels by their keys, days, numbers and money in the report's
 * language. It never asks the machine: no locale, no time zone and no tables of Intl, whose texts
 * change with every release of the runtime, so that equal models give equal bytes on any device.
 */
import type { Day } from '#shared/domain/day.ts';
import type { ReportModel } from '#shared/domain/report/shape.ts';
import { createTexts, type Language, type TextValues } from '#shared/i18n/index.ts';

export interface Words {
  readonly language: Language;
  /** The text of a key. Throws on a key that has none: a row was given a wrong label. */
  readonly say: (key: string, values?: TextValues) => string;
}

export function wordsIn(language: Language): Words {
  const texts = createTexts(language);
  const translate = texts.getFixedT(language);
  return {
    language,
    say: (key, values) => {
      if (!texts.exists(key)) throw new Error(`report: no text for ${key} in ${language}`);
      return translate(key, { ...values });
    },
  };
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "31.12.2026", in English "31 Dec 2026". */
export function dayText(day: Day, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return language === 'en'
    ? `${Number(date)} ${englishMonths[Number(month) - 1] ?? ''} ${year}`
    : `${date}.${month}.${year}`;
}

/** "12.2026", in English "Dec 2026". */
export function monthText(day: Day, language: Language): string {
  const [year = '', month = ''] = day.split('-');
  return language === 'en' ? `${englishMonths[Number(month) - 1] ?? ''} ${year}` : `${month}.${year}`;
}

export function periodText(model: ReportModel, language: Language): string {
  return `${dayText(model.from, language)} — ${dayText(model.to, language)}`;
}

/** Thousands apart by a space that does not break, in English by a comma. */
export function numberText(value: number, language: Language): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : '\u00a0');
  const point = language === 'en' ? '.' : ',';
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `${point}${fraction}`}`;
}

/** "1 250 000 ₸", in English "₸1,250,000". */
export function tengeText(tenge: number, language: Language): string {
  const number = numberText(tenge, language);
  return language === 'en' ? `₸${number}` : `${number}\u00a0₸`;
}
