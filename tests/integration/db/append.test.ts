/** Recording: what is acknowledged is sealed, chained, projected and whole; what fails leaves nothing. */
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { readCase } from '#db/queries/cases.ts';
import { timeline } from '#db/queries/timeline.ts';
import { fitsInStep } from '#db/steps/append.ts';
import { countUnsent, unsentSteps } from '#db/steps/unsent.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { checkSeal, firstPrevHash } from '#shared/sync/seal.ts';
import { aDeviceOf, draft, everything, morning } from './support/device.ts';

const institution = v7();

describe('recording steps', () => {
  it('numbers them without a hole and links each to the one before it in its own case', () => {
    const device = aDeviceOf();
    const first = device.openCase(institution);
    const second = device.openCase(institution);
    device.note(first);
    const steps = unsentSteps(device.writer, { maxSteps: 100, maxBytes: 1_000_000 });
    expect(steps.map((step) => step.seq)).toEqual([1, 2, 3, 4, 5]);
    for (const caseId of [first, second]) {
      let before: Uint8Array = firstPrevHash;
      for (const step of steps.filter((one) => one.feedId === caseId)) {
        expect(checkSeal(step, before)).toBeNull();
        before = step.hash;
      }
    }
  });

  it('shows in the case at once, with author, day and event', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    const eventId = v7();
    device.record([
      draft('note.added', caseId, { text: 'Мама звонила.' }, { eventId, occurredOn: '2025-11-08' }),
    ]);
    expect(readCase(device.writer, caseId)?.notes.map((note) => note.text)).toEqual(['Мама звонила.']);
    expect(timeline(device.writer, caseId).at(-1)).toMatchObject({
      kind: 'note.added',
      author: 'А. Нурланова',
      occurredOn: '2025-11-08',
      recordedAt: morning.toISOString(),
      eventId,
      known: true,
      pos: null,
      verdict: null,
    });
  });

  it('marks what was withdrawn and what was amended, and keeps both readable', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    const wrong = device.note(caseId, 'Не тот ребёнок.');
    const note = device.note(caseId, 'Мама звонила в среду.');
    const [withdrawal, amendment] = device.record([
      draft('step.withdrawn', caseId, { stepId: wrong.id, reason: 'ошибка' }),
      draft('note.amended', caseId, { stepId: note.id, text: 'Мама звонила в четверг.', reason: 'день' }),
    ]);
    const shown = new Map(timeline(device.writer, caseId).map((step) => [step.id, step]));
    expect(shown.get(wrong.id)?.withdrawnBy).toBe(withdrawal?.id);
    expect(shown.get(wrong.id)?.payload).toEqual({ text: 'Не тот ребёнок.' });
    expect(shown.get(note.id)?.amendedBy).toEqual([amendment?.id]);
  });

  it('is the same database after it was closed and opened', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    device.note(caseId);
    expect(everything(device.reader())).toEqual(everything(device.writer));
  });

  it('takes a whole batch or nothing of it', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    const before = everything(device.writer);
    const drafts = [
      draft('note.added', caseId, { text: 'да' }),
      draft('note.added', v7(), { text: 'чужое дело' }),
    ];
    expect(() => device.record(drafts)).toThrow('unknown feed');
    expect(everything(device.writer)).toEqual(before);
  });

  it.each([
    'step',
    'chain_head',
    'own_device',
    'case_row',
    'case_state',
    'case_task',
    'institution_log',
    'roster',
  ])('leaves everything as it was when writing to %s breaks off', (table) => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    const before = everything(device.writer);
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      device.writer.execute(
        `CREATE TEMP TRIGGER break_${event} BEFORE ${event} ON main.${table} BEGIN SELECT RAISE(FAIL, 'broken off'); END`,
      );
    }
    const child = { set: { familyName: 'Оспан', birthDate: '2018-09-08' }, reason: 'документ' };
    const goal = {
      goalId: v7(),
      domain: 'housing' as const,
      goal: 'жильё',
      action: 'договор',
      responsible: 'мать',
      deadline: '2025-12-01',
    };
    expect(() =>
      device.record([draft('child.amended', caseId, child), draft('goal.set', caseId, goal)]),
    ).toThrow('broken off');
    expect(everything(device.writer)).toEqual(before);
    for (const event of ['INSERT', 'UPDATE', 'DELETE'])
      device.writer.execute(`DROP TRIGGER temp.break_${event}`);
    device.note(caseId);
    expect(verifyDatabase(device.writer).chain).toEqual({ ok: true, faults: [] });
  });

  it('knows beforehand what is too large for a step', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    const large = { text: 'ы'.repeat(33_000) };
    expect(fitsInStep({ text: 'ы'.repeat(19_000) })).toBe(true);
    expect(fitsInStep(large)).toBe(false);
    expect(() => device.record([draft('note.added', caseId, large)])).toThrow(RangeError);
  });

  it('sends in batches that hold the limits, and never less than one step', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    for (let index = 0; index < 8; index += 1) device.note(caseId, 'ы'.repeat(5000));
    expect(unsentSteps(device.writer, { maxSteps: 4, maxBytes: 1_000_000 })).toHaveLength(4);
    expect(unsentSteps(device.writer, { maxSteps: 100, maxBytes: 25_000 }).length).toBeLessThan(6);
    expect(unsentSteps(device.writer, { maxSteps: 100, maxBytes: 1 })).toHaveLength(1);
    expect(countUnsent(device.writer)).toBe(10);
  });

  it('makes its feeds known only by the opening of a case', () => {
    const device = aDeviceOf();
    expect(() => device.note(v7())).toThrow('unknown feed');
  });
});
