/** Steps about the file itself: opening, corrections, notes, withdrawals, settled conflicts. */
import { type ChildField, childFields } from '#shared/domain/steps/child.ts';
import type { Recorded } from '#shared/domain/steps/readStep.ts';
import { conflictName } from '#shared/i18n/words/conflictName.ts';
import { childValue } from '../childValue.ts';
import { facts, type Said, said, type Telling } from './describe.ts';

/** Kinds of other feeds never stand in a case's timeline and get no words. */
export function describeFile(recorded: Recorded, { t, days, state }: Telling): Said | null {
  switch (recorded.kind) {
    case 'case.opened':
      return said(t('domain.kinds.case.opened'), {
        facts: facts(t('caseFile.said.code', { code: recorded.data.caseCode })),
      });
    case 'child.admitted': {
      const { admittedOn } = recorded.data;
      return said(t('domain.kinds.child.admitted'), {
        facts: facts(
          admittedOn === null
            ? t('caseFile.said.admittedUnknown')
            : t('caseFile.said.admittedOn', { day: days.full(admittedOn) }),
        ),
        text: recorded.data.child.reasonText,
      });
    }
    case 'child.amended':
      return said(t('domain.kinds.child.amended'), {
        facts: facts(
          ...Object.entries(recorded.data.set).map(([field, value]) =>
            isChildField(field)
              ? t('caseFile.said.setField', {
                  field: t(`domain.childFields.${field}`),
                  value: childValue(field, value, t, days),
                })
              : null,
          ),
          t('caseFile.timeline.reason', { text: recorded.data.reason }),
        ),
      });
    case 'admission.amended':
      return said(t('domain.kinds.admission.amended'), {
        facts: facts(
          t('caseFile.said.admittedOn', { day: days.full(recorded.data.admittedOn) }),
          t('caseFile.timeline.reason', { text: recorded.data.reason }),
        ),
      });
    case 'caseworker.named':
      return said(`${t('domain.kinds.caseworker.named')}: ${recorded.data.name}`);
    case 'ground.recorded':
      return said(`${t('domain.kinds.ground.recorded')}: ${t(`domain.grounds.${recorded.data.ground}`)}`, {
        text: recorded.data.detail,
      });
    case 'document.attached':
      return said(`${t('domain.kinds.document.attached')}: ${recorded.data.title}`, {
        facts: facts(recorded.data.fileName),
      });
    case 'note.added':
      return said(t('domain.kinds.note.added'), { text: recorded.data.text });
    case 'note.amended':
      return said(t('domain.kinds.note.amended'), {
        facts: facts(t('caseFile.timeline.reason', { text: recorded.data.reason })),
        text: recorded.data.text,
      });
    case 'step.withdrawn':
      return said(t('domain.kinds.step.withdrawn'), {
        facts: facts(t('caseFile.timeline.reason', { text: recorded.data.reason })),
      });
    case 'conflict.settled':
      return said(`${t('domain.kinds.conflict.settled')}: ${conflictName(recorded.data.field, state, t)}`, {
        facts: facts(t('caseFile.timeline.reason', { text: recorded.data.reason })),
      });
    default:
      return null;
  }
}

export function isChildField(field: string): field is ChildField {
  return Object.hasOwn(childFields.shape, field);
}
