/** What a conflict is about, in words: "Адрес семьи", "мать Динара: Телефон", "заметка". Pure. */
import type { CaseState } from '../../domain/case/state.ts';
import { type ChildField, childFields } from '../../domain/steps/child.ts';
import { type KinFields, kinFields } from '../../domain/steps/kin.ts';
import type { Translator } from '../index.ts';

/** @param field such as "child.familyAddress", "kin.<id>.phone", "note.<id>", "admittedOn", "caseworker" */
export function conflictName(field: string, state: Pick<CaseState, 'kin'>, t: Translator): string {
  const [what, second = '', third = ''] = field.split('.');
  if (what === 'child' && isChildField(second)) return t(`domain.childFields.${second}`);
  if (what === 'kin' && isKinField(third)) {
    const kin = state.kin.find((one) => one.personId === second);
    const name = kin === undefined ? '' : `${t(`domain.relations.${kin.relation}`)} ${kin.name}: `;
    return `${name}${t(`domain.kinFields.${third}`)}`;
  }
  if (what === 'note') return t('caseFile.conflict.note');
  if (what === 'admittedOn') return t('caseFile.conflict.admittedOn');
  if (what === 'caseworker') return t('caseFile.conflict.caseworker');
  return field;
}

function isChildField(field: string): field is ChildField {
  return Object.hasOwn(childFields.shape, field);
}

function isKinField(field: string): field is keyof KinFields {
  return Object.hasOwn(kinFields.shape, field);
}
