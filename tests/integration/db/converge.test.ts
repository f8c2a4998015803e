/**
 * Whatever two devices record, and in whatever order they push and pull, the stored rows are those
 * that the steps project to, and in the end both devices hold the same.
 */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { deriveCase, stepsOf } from '#db/projections/projectCase.ts';
import { projectStale } from '#db/projections/staleCases.ts';
import { readCase } from '#db/queries/cases.ts';
import type { StepDraft } from '#db/steps/append.ts';
import { checksumOf } from '#db/steps/feeds.ts';
import { applyPulledPage } from '#db/steps/pull.ts';
import { unsentSteps } from '#db/steps/unsent.ts';
import { applyVerdicts } from '#db/steps/verdicts.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { project } from '#shared/domain/case/project.ts';
import { aVisit, mother } from '#tests/factories/story.ts';
import { anEnrolledDevice, type Device, draft } from './support/device.ts';
import { Numbering } from './support/numbering.ts';

type Recorded = (caseId: string, device: Device) => StepDraft;

const work: fc.Arbitrary<Recorded> = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }).map(
    (text): Recorded =>
      (caseId) =>
        draft('note.added', caseId, { text: `${text}.` }),
  ),
  fc.constantFrom('Каскелен', 'Шелек', 'Талгар').map(
    (familyPlace): Recorded =>
      (caseId) =>
        draft('child.amended', caseId, { set: { familyPlace }, reason: 'переехали' }),
  ),
  fc.constantFrom('+77011112233', '+77054445566').map(
    (phone): Recorded =>
      (caseId) =>
        draft('kin.amended', caseId, { personId: mother, set: { phone }, reason: 'новый номер' }),
  ),
  fc.boolean().map(
    (seen): Recorded =>
      (caseId) =>
        draft('visit.recorded', caseId, aVisit(seen)),
  ),
  fc.nat(20).map(
    (at): Recorded =>
      (caseId, device) => {
        const steps = stepsOf(device.writer, caseId);
        const stepId = steps[at % Math.max(1, steps.length)]?.id ?? v7();
        return draft('step.withdrawn', caseId, { stepId, reason: 'ошибка' });
      },
  ),
);

/** What happens: a device records, pushes a few steps, or pulls a few. */
const event = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('record' as const), who: fc.nat(1), work }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('push' as const),
      who: fc.nat(1),
      size: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('pull' as const),
      who: fc.nat(1),
      size: fc.integer({ min: 1, max: 6 }),
    }),
  },
);

function push(device: Device, server: Numbering, maxSteps: number): void {
  const verdicts = server.push(unsentSteps(device.writer, { maxSteps, maxBytes: 1_000_000 }));
  expect(applyVerdicts(device.writer, server.epoch, verdicts)).toMatchObject({ ok: true });
}

function pull(device: Device, server: Numbering, caseId: string, size: number): void {
  const after = checksumOf(device.writer, caseId)?.pos ?? 0;
  expect(applyPulledPage(device.writer, server.page(caseId, after, size))).toMatchObject({ ok: true });
}

function expectProjected(device: Device, caseId: string): void {
  expect(readCase(device.writer, caseId)).toEqual(project(caseId, stepsOf(device.writer, caseId)));
  projectStale(device.writer);
  expect(readCase(device.writer, caseId)).toEqual(project(caseId, stepsOf(device.writer, caseId)));
  expect(deriveCase(device.writer, caseId)).not.toBeNull();
  const { chain, projections } = verifyDatabase(device.writer);
  expect({ chain: chain.faults, projections: projections.faults }).toEqual({ chain: [], projections: [] });
}

it('two devices converge, and rows are always what the steps project to', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const devices = [anEnrolledDevice(), anEnrolledDevice()] as const;
      const server = new Numbering();
      const caseId = devices[0].openCase(v7());
      devices[0].record([
        draft('kin.found', caseId, {
          personId: mother,
          relation: 'mother',
          name: 'Оспанова Асель',
          phone: null,
          address: null,
          place: null,
          note: null,
        }),
      ]);
      push(devices[0], server, 100);
      pull(devices[1], server, caseId, 100);
      for (const one of events) {
        const device = devices[one.who === 0 ? 0 : 1];
        if (one.what === 'record') device.record([one.work(caseId, device)]);
        else if (one.what === 'push') push(device, server, one.size);
        else pull(device, server, caseId, one.size);
        expect(readCase(device.writer, caseId)).toEqual(project(caseId, stepsOf(device.writer, caseId)));
      }
      for (const device of devices) push(device, server, 100);
      for (const device of devices) pull(device, server, caseId, 100);
      for (const device of devices) expectProjected(device, caseId);
      expect(readCase(devices[0].writer, caseId)).toEqual(readCase(devices[1].writer, caseId));
      expect(checksumOf(devices[0].writer, caseId)?.checksum).toBe(
        checksumOf(devices[1].writer, caseId)?.checksum,
      );
      for (const device of devices) device.writer.close();
    }),
    { numRuns: 40 },
  );
});
