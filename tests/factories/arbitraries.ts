/** Random steps of a case for properties: any mix of kinds, days, devices and mistakes. */
import fc from 'fast-check';
import { addDays } from '#shared/domain/day.ts';
import type { Step } from '#shared/domain/step.ts';
import type { PayloadInputOf } from '#shared/domain/steps/index.ts';
import { aDevice, anId, anInstitution, anotherDevice, aStep } from './steps.ts';
import { aChild, aVisit, mother, returnMove } from './story.ts';

const someDay = fc.integer({ min: 0, max: 500 }).map((offset) => addDays('2025-11-01', offset));
const verdict = { rules: 'kz-2026.1', to: 'assessment' as const, ready: true, items: [] };
const returnTerms = Object(returnMove('normal', '2025-11-25'))
  .return as PayloadInputOf<'stage.moved'>['return'];

const work = fc.oneof(
  fc.string({ minLength: 1 }).map((text) => aStep('note.added', { text: `${text}.` })),
  fc
    .constantFrom('Каскелен', 'Шелек', 'Талгар')
    .map((familyPlace) => aStep('child.amended', { set: { familyPlace }, reason: 'переехали' })),
  fc
    .constantFrom('+77011112233', '+77054445566')
    .map((phone) => aStep('kin.amended', { personId: mother, set: { phone }, reason: 'новый номер' })),
  fc.boolean().map((seen) => aStep('visit.recorded', aVisit(seen))),
  fc
    .constantFrom('assessment' as const, 'planning' as const, 'on_hold' as const)
    .map((to) => aStep('stage.moved', { from: 'identified', to, verdict: { ...verdict, to } })),
  fc.constantFrom('assessment' as const, 'approved' as const).map((from) =>
    aStep('stage.moved', {
      from,
      to: 'returned',
      return: returnTerms,
      verdict: { ...verdict, to: 'returned' },
    }),
  ),
  fc
    .constant(0)
    .map(() =>
      aStep('reentry.recorded', { institutionId: anInstitution, reasons: ['poverty'], text: 'вернулась' }),
    ),
  fc
    .nat(30)
    .map((at) => ({ ...aStep('step.withdrawn', { stepId: anId(), reason: 'ошибка' }), payload: { at } })),
  fc.anything().map((payload) => ({ ...aStep('note.added', { text: '-' }), payload })),
  fc.constant(0).map(() => ({ ...aStep('note.added', { text: '-' }), kind: 'dream.told', version: 7 })),
);

/** Steps by two devices as they recorded them, without position; withdrawals name real steps. */
export const writtenSteps = fc
  .array(fc.tuple(work, fc.boolean(), someDay), { maxLength: 25 })
  .map((drafts): Step[] => {
    const opening = [
      aStep('case.opened', { caseCode: '7QK3-X0MT', institutionId: anInstitution, childId: anId() }),
      aStep('child.admitted', { child: aChild, admittedOn: '2025-02-15' }),
      aStep('kin.found', { personId: mother, relation: 'mother', name: 'Оспанова Асель' }),
    ];
    const steps = [
      ...opening,
      ...drafts.map(([step, other, occurredOn]) => {
        return { ...step, occurredOn, deviceId: other ? anotherDevice : aDevice };
      }),
    ];
    return steps.map((step, index) => {
      const seq = index + 1;
      if (step.kind !== 'step.withdrawn') return { ...step, seq };
      const target = steps[Number(Object(step.payload).at) % steps.length];
      return { ...step, seq, payload: { stepId: target?.id ?? step.id, reason: 'ошибка' } };
    });
  });

/** The same with positions, as a server gives them, each author having seen a random part. */
export const positionedSteps = fc
  .tuple(writtenSteps, fc.array(fc.nat(30), { minLength: 28, maxLength: 28 }))
  .map(([steps, seen]): Step[] =>
    steps.map((step, index) => ({ ...step, pos: index + 1, basePos: Math.min(seen[index] ?? 0, index) })),
  );
