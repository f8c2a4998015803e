/**
 * The texts of the product in Russian, Kazakh and English, for the window, the command line, the reports
 * and the shell alike. Keys are typed after the Russian reference, so a text that is missing in a language
 * does not compile. There is no global language: whoever speaks says in which language.
 */
import { createInstance, type i18n } from 'i18next';
import type { Day } from '../domain/day.ts';
import { en } from './en/index.ts';
import { formatClock, formatDay, formatNumber } from './format.ts';
import { kk } from './kk/index.ts';
import { ru } from './ru/index.ts';
import type { KeyOf } from './shape.ts';

export const languages = ['ru', 'kk', 'en'] as const;
export type Language = (typeof languages)[number];

/** Path of a text, such as `domain.stages.approved`. */
export type TextKey = KeyOf<typeof ru>;
/**
 * Values for `{{name}}` in a text; `count` chooses the plural form. A text may say how a value is written:
 * `{{name, day}}` for a Day, `{{name, clock}}` for an instant, `{{name, number}}` for a number.
 */
export type TextValues = Readonly<Record<string, string | number>>;
export type Translator = (key: TextKey, values?: TextValues) => string;

/**
 * An i18next instance with all languages that speaks `language`. The texts are in the program, so it is
 * ready at once. Values are not escaped: nothing here becomes HTML.
 */
export function createTexts(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...languages],
    initAsync: false,
    resources: { ru: { translation: ru }, kk: { translation: kk }, en: { translation: en } },
    interpolation: { escapeValue: false },
    nsSeparator: false,
    returnNull: false,
  });
  addFormats(instance, language);
  return instance;
}

function addFormats({ services }: i18n, first: Language): void {
  const { formatter } = services;
  const spoken = (tag: string | undefined): Language => languageOf(tag ?? '') ?? first;
  formatter?.add('day', (value: Day, tag) => formatDay(value, spoken(tag), 'long'));
  formatter?.add('number', (value: number, tag) => formatNumber(value, spoken(tag)));
  formatter?.add('clock', (value: string) => formatClock(value));
}

const speaking = new Map<Language, Translator>();

/** Speaks one language. Example: `translator('ru')('common.days', { count: 3 })` → "3 дня". */
export function translator(language: Language): Translator {
  const known = speaking.get(language);
  if (known !== undefined) return known;
  const translate = createTexts(language).getFixedT(language);
  const speak: Translator = (key, values) => translate(key, { ...values });
  speaking.set(language, speak);
  return speak;
}

/** The language of a tag such as "kk-KZ", or null where it is none of ours. */
export function languageOf(tag: string): Language | null {
  const primary = tag.toLowerCase().split('-')[0];
  return languages.find((language) => language === primary) ?? null;
}
