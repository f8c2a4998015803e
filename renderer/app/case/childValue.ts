/** A field of the child's identity as people read it. Pure. */
import { type Day, isDay } from '#shared/domain/day.ts';
import { type ChildField, childFields } from '#shared/domain/steps/child.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../ui/days.ts';

/** "—" for what is not known; text that fits no field is shown as it is. */
export function childValue(field: ChildField, value: unknown, t: Translator, days: Days): string {
  const read = childFields.partial().safeParse({ [field]: value });
  if (!read.success) return String(value);
  const { sex, legalStatus, reasons, mainReason, iinStatus } = read.data;
  if (value === null || value === '') return '—';
  switch (field) {
    case 'sex':
      return sex === undefined || sex === null ? '—' : t(`domain.sex.${sex}`);
    case 'legalStatus':
      return legalStatus === undefined ? '—' : t(`country.legalStatuses.${legalStatus}`);
    case 'mainReason':
      return mainReason === undefined || mainReason === null
        ? '—'
        : t(`country.separationReasons.${mainReason}`);
    case 'reasons':
      return (reasons ?? []).map((reason) => t(`country.separationReasons.${reason}`)).join(', ') || '—';
    case 'iinStatus':
      return iinStatus === undefined ? '—' : t(`domain.iinStatus.${iinStatus}`);
    case 'disability':
      return t(value === true ? 'common.yes' : 'common.no');
    case 'birthDate':
      return dayOrText(value, days);
    default:
      return String(value);
  }
}

function dayOrText(value: unknown, days: Days): string {
  const text: Day = String(value);
  return isDay(text) ? days.full(text) : text;
}
