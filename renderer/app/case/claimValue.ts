/** One side of a conflict as people read it. Pure. */
import { isDay } from '#shared/domain/day.ts';
import { type ChildField, childFields } from '#shared/domain/steps/child.ts';
import { relations } from '#shared/domain/steps/kin.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../ui/days.ts';
import { phoneText } from '../../ui/phoneText.ts';
import { childValue } from './childValue.ts';

/** @param people names of those the field may hold, by id */
export function claimValue(
  field: string,
  value: unknown,
  t: Translator,
  days: Days,
  people: Readonly<Record<string, string>> = {},
): string {
  const [what, second = '', third = ''] = field.split('.');
  if (what === 'child' && isChildField(second)) return childValue(second, value, t, days);
  if (value === null || value === '') return '—';
  if (what === 'caseworker') return people[String(value)] ?? t('caseFile.conflict.otherPerson');
  if (what === 'kin' && third === 'relation') {
    const relation = relations.find((one) => one === value);
    return relation === undefined ? String(value) : t(`domain.relations.${relation}`);
  }
  if (what === 'kin' && third === 'phone') return phoneText(String(value));
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return isDay(text) ? days.full(text) : text;
}

function isChildField(field: string): field is ChildField {
  return Object.hasOwn(childFields.shape, field);
}
