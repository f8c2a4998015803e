/** What the server says, taken in: verdicts, pages, faults, restored servers and restored devices. */
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { query } from '#db/open/query.ts';
import { isStale, projectStale } from '#db/projections/staleCases.ts';
import { readCase, readChild } from '#db/queries/cases.ts';
import { casesInConflict, stepsWithVerdict, waitingSteps } from '#db/queries/problems.ts';
import { deleteFeed } from '#db/steps/deleteFeed.ts';
import { refetchFeed, resetEpoch } from '#db/steps/epoch.ts';
import { checksumOf, ensureFeed, feedCursors } from '#db/steps/feeds.ts';
import { heldOwnStep, lastPositionedHash } from '#db/steps/heldSteps.ts';
import { applyPulledPage } from '#db/steps/pull.ts';
import { resealUnsent } from '#db/steps/reseal.ts';
import { countUnsent, unsentSteps } from '#db/steps/unsent.ts';
import { applyVerdicts } from '#db/steps/verdicts.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { anEnrolledDevice, type Device, draft, everything, morning } from './support/device.ts';
import { Numbering } from './support/numbering.ts';

const institution = v7();
const all = { maxSteps: 1000, maxBytes: 10_000_000 };

function push(device: Device, server: Numbering, judge?: Parameters<Numbering['push']>[1]): void {
  const verdicts = server.push(unsentSteps(device.writer, all), judge);
  expect(applyVerdicts(device.writer, server.epoch, verdicts)).toMatchObject({ ok: true });
}

function pull(device: Device, server: Numbering, feedId: string, limit = 1000) {
  const after = checksumOf(device.writer, feedId)?.pos ?? 0;
  const applied = applyPulledPage(device.writer, server.page(feedId, after, limit));
  projectStale(device.writer);
  return applied;
}

function place(device: Device, feedId: string) {
  const { pos, epoch, checksum } = checksumOf(device.writer, feedId) ?? {};
  return { pos, epoch, checksum };
}

function expectSound(device: Device): void {
  projectStale(device.writer);
  const { chain, projections } = verifyDatabase(device.writer);
  expect({ chain, projections }).toMatchObject({ chain: { faults: [] }, projections: { faults: [] } });
}

function shared() {
  const [author, reader] = [anEnrolledDevice(), anEnrolledDevice()];
  const server = new Numbering();
  const caseId = author.openCase(institution);
  for (let index = 0; index < 4; index += 1) author.note(caseId, `Звонок ${index}`);
  push(author, server);
  return { author, reader, server, caseId };
}

describe('rows that follow their steps in a moment', () => {
  it('are projected at the next opening where a sync was cut short', () => {
    const { author, reader, server, caseId } = shared();
    const page = server.page(caseId, 0, 1000);
    expect(applyPulledPage(reader.writer, page)).toMatchObject({ ok: true });
    expect(readChild(reader.writer, caseId)).toBeNull();
    expect(isStale(reader.reader(), caseId)).toBe(true);
    expect(readCase(reader.reader(), caseId)).toEqual(readCase(author.writer, caseId));
    projectStale(reader.writer);
    expect(readChild(reader.reader(), caseId)).toMatchObject({ caseId, held: true });
    expectSound(reader);
  });

  it('are told by the steps alone until then, and by an own step at once', () => {
    const { reader, server, caseId } = shared();
    applyPulledPage(reader.writer, server.page(caseId, 0, 1000));
    reader.note(caseId);
    expect(isStale(reader.writer, caseId)).toBe(false);
    expect(readChild(reader.writer, caseId)).toMatchObject({ caseId, unsent: 1 });
  });
});

describe('the verdicts of a push', () => {
  it('give accepted steps their position and move the cursor with them', () => {
    const device = anEnrolledDevice();
    const server = new Numbering();
    const caseId = device.openCase(institution);
    push(device, server);
    expect(countUnsent(device.writer)).toBe(0);
    expect(checksumOf(device.writer, caseId)).toMatchObject({ pos: 2, epoch: server.epoch });
    expect(readCase(device.writer, caseId)?.lastPos).toBe(2);
    expectSound(device);
  });

  it('change nothing when they come twice', () => {
    const device = anEnrolledDevice();
    const server = new Numbering();
    device.openCase(institution);
    const steps = unsentSteps(device.writer, all);
    applyVerdicts(device.writer, server.epoch, server.push(steps));
    const before = everything(device.writer);
    applyVerdicts(device.writer, server.epoch, server.push(steps));
    expect(everything(device.writer)).toEqual(before);
  });

  it('take a refused step out of the case, and keep it with its reason', () => {
    const device = anEnrolledDevice();
    const caseId = device.openCase(institution);
    const note = device.note(caseId);
    push(device, new Numbering(), (step) => (step.id === note.id ? 'refused' : 'accepted'));
    expect(readCase(device.writer, caseId)?.notes).toEqual([]);
    expect(stepsWithVerdict(device.writer, 'refused', 10)).toMatchObject([
      { stepId: note.id, caseId, reason: 'no_grant' },
    ]);
    expect(countUnsent(device.writer)).toBe(0);
    expectSound(device);
  });

  it('let a quarantined step wait for its position', () => {
    const device = anEnrolledDevice();
    const server = new Numbering();
    const caseId = device.openCase(institution);
    const note = device.note(caseId);
    push(device, server, (step) => (step.id === note.id ? 'quarantined' : 'accepted'));
    expect(stepsWithVerdict(device.writer, 'quarantined', 10)).toHaveLength(1);
    applyVerdicts(device.writer, server.epoch, server.push([note]));
    expect(stepsWithVerdict(device.writer, 'quarantined', 10)).toEqual([]);
    expect(readCase(device.writer, caseId)?.notes).toHaveLength(1);
    expectSound(device);
  });

  it('flag what needs a look, for everybody', () => {
    const device = anEnrolledDevice();
    const caseId = device.openCase(institution);
    const note = device.note(caseId);
    push(device, new Numbering(), (step) => (step.id === note.id ? 'needs_review' : 'accepted'));
    expect(readCase(device.writer, caseId)?.review).toEqual([{ stepId: note.id, why: 'server_review' }]);
  });

  it('are refused whole when they contradict what is held', () => {
    const device = anEnrolledDevice();
    const server = new Numbering();
    device.openCase(institution);
    const [first, second] = server.push(unsentSteps(device.writer, all));
    if (first === undefined || second === undefined) throw new Error('two steps were pushed');
    applyVerdicts(device.writer, server.epoch, [first]);
    const before = everything(device.writer);
    const taken = { ...second, pos: first.pos };
    expect(applyVerdicts(device.writer, server.epoch, [taken])).toMatchObject({
      ok: false,
      error: { code: 'position_contradicts', stepId: second.stepId },
    });
    expect(applyVerdicts(device.writer, v7(), [second])).toMatchObject({ error: { code: 'epoch_changed' } });
    expect(everything(device.writer)).toEqual(before);
  });
});

describe('a pulled page', () => {
  it('makes the other device hold the same case', () => {
    const { author, reader, server, caseId } = shared();
    expect(pull(reader, server, caseId)).toEqual({ ok: true, value: { added: 6, caseIds: [caseId] } });
    expect(readCase(reader.writer, caseId)).toEqual(readCase(author.writer, caseId));
    expect(place(reader, caseId)).toEqual(place(author, caseId));
    expectSound(reader);
  });

  it('changes nothing when it is applied twice', () => {
    const { reader, server, caseId } = shared();
    const page = server.page(caseId);
    applyPulledPage(reader.writer, page);
    const before = everything(reader.writer);
    expect(applyPulledPage(reader.writer, page)).toEqual({ ok: true, value: { added: 0, caseIds: [] } });
    expect(everything(reader.writer)).toEqual(before);
  });

  it('gives an own step its position when the answer to its push was lost', () => {
    const { author, server, caseId } = shared();
    author.note(caseId, 'последний');
    server.push(unsentSteps(author.writer, all));
    expect(pull(author, server, caseId)).toMatchObject({ value: { added: 0 } });
    expect(countUnsent(author.writer)).toBe(0);
    expectSound(author);
  });

  const altered: readonly [string, (steps: SealedStep[]) => unknown[], string][] = [
    [
      'a payload',
      ([one, ...rest]) => [{ ...one, payload: new Uint8Array([123, 125]) }, ...rest],
      'payload_altered',
    ],
    ['a header', ([one, ...rest]) => [{ ...one, occurredOn: '2020-01-01' }, ...rest], 'header_altered'],
    ['another order', ([one, two, ...rest]) => [two, one, ...rest], 'position_gap'],
    ['a step left out', ([one, , ...rest]) => [one, ...rest], 'position_gap'],
  ];

  it.each(altered)('is refused whole for %s', (_, alter, code) => {
    const { reader, server, caseId } = shared();
    const page = server.page(caseId);
    const steps = alter([...page.steps]) as typeof page.steps;
    const before = everything(reader.writer);
    expect(applyPulledPage(reader.writer, { ...page, steps })).toMatchObject({ ok: false, error: { code } });
    expect(everything(reader.writer).step).toEqual(before.step);
    expect(feedCursors(reader.writer).every((feed) => feed.pos === 0)).toBe(true);
  });

  it('is refused where a step was removed and the rest renumbered', () => {
    const { reader, server, caseId } = shared();
    const page = server.page(caseId);
    const steps = page.steps
      .filter((step) => step.pos !== 3)
      .map((step, index) => ({ ...step, pos: index + 1 }));
    expect(applyPulledPage(reader.writer, { ...page, steps })).toMatchObject({
      error: { code: 'link_broken' },
    });
  });

  it('is refused where its checksum is another', () => {
    const { reader, server, caseId } = shared();
    const page = { ...server.page(caseId), checksum: new Uint8Array(32) };
    expect(applyPulledPage(reader.writer, page)).toMatchObject({ error: { code: 'checksum_differs' } });
  });

  it('goes on past a step that the server withholds, when it says so', () => {
    const { author, reader, server, caseId } = shared();
    const hidden = author.note(caseId, 'без права');
    author.note(caseId, 'следующий');
    push(author, server, (step) => (step.id === hidden.id ? 'quarantined' : 'accepted'));
    const page = server.page(caseId);
    expect(applyPulledPage(reader.writer, page)).toMatchObject({ error: { code: 'link_broken' } });
    const told = page.steps.map((step) => (step.pos === 7 ? { ...step, afterGap: true } : step));
    expect(applyPulledPage(reader.writer, { ...page, steps: told })).toMatchObject({ value: { added: 7 } });
    expectSound(reader);
    // released: it comes later, though it was recorded before
    applyVerdicts(author.writer, server.epoch, server.push([hidden]));
    expect(pull(reader, server, caseId)).toMatchObject({ value: { added: 1 } });
    expect(readCase(reader.writer, caseId)).toEqual(readCase(author.writer, caseId));
    expectSound(reader);
    expectSound(author);
  });

  it('is a fork where this device gave the number to another step', () => {
    const { author, server, caseId } = shared();
    const lost = author.note(caseId, 'до восстановления');
    server.push([lost]);
    author.writer.transaction(() => {
      author.writer.change(query.deleteFrom('step').where('id', '=', lost.id));
      author.writer.change(query.updateTable('own_device').set({ last_seq: lost.seq - 1 }));
      author.writer.change(query.updateTable('chain_head').set({ seq: lost.seq - 1, hash: lost.prevHash }));
    });
    const mine = author.note(caseId, 'после восстановления');
    expect(pull(author, server, caseId)).toMatchObject({
      ok: false,
      error: { code: 'own_fork', stepId: lost.id },
    });
    const deviceId = v7();
    expect(resealUnsent(author.writer, deviceId, morning)).toBe(1);
    expect(pull(author, server, caseId)).toMatchObject({ ok: true });
    expect(unsentSteps(author.writer, all)).toMatchObject([{ id: mine.id, deviceId, seq: 1 }]);
    expect(author.profile.deviceId).toBe(deviceId);
    push(author, server);
    expect(readCase(author.writer, caseId)?.notes.map((note) => note.text)).toEqual([
      'Звонок 0',
      'Звонок 1',
      'Звонок 2',
      'Звонок 3',
      'до восстановления',
      'после восстановления',
    ]);
    expectSound(author);
  });

  it('finds an own step by its number, and the end of a chain by its position', () => {
    const { author, server, caseId } = shared();
    const { deviceId } = author.profile;
    const sent = server.page(caseId).steps[1];
    const next = author.note(caseId);
    expect(heldOwnStep(author.writer, { feedId: caseId, pos: 2, deviceId, seq: 2 })?.id).toBe(sent?.id);
    expect(heldOwnStep(author.writer, { feedId: caseId, pos: 7, deviceId, seq: next.seq })?.id).toBe(next.id);
    expect(heldOwnStep(author.writer, { feedId: caseId, pos: 2, deviceId, seq: 3 })).toBeNull();
    expect(lastPositionedHash(author.writer, caseId, deviceId)).toEqual(
      server.page(caseId).steps.at(-1)?.hash,
    );
    expect(lastPositionedHash(author.writer, caseId, v7())).toBeNull();
  });
});

describe('two devices of one case', () => {
  it('see an open conflict where both changed one field unseen', () => {
    const [one, other] = [anEnrolledDevice(), anEnrolledDevice()];
    const server = new Numbering();
    const caseId = one.openCase(institution);
    push(one, server);
    pull(other, server, caseId);
    one.record([draft('child.amended', caseId, { set: { familyPlace: 'Талгар' }, reason: 'переехали' })]);
    other.record([draft('child.amended', caseId, { set: { familyPlace: 'Шелек' }, reason: 'переехали' })]);
    for (const device of [one, other]) push(device, server);
    for (const device of [one, other]) pull(device, server, caseId);
    expect(casesInConflict(one.writer)).toEqual([caseId]);
    expect(readCase(one.writer, caseId)).toEqual(readCase(other.writer, caseId));
    expect(readCase(one.writer, caseId)?.child?.familyPlace).toBe('Шелек');
  });
});

describe('a restored server', () => {
  it('gets again what it lacks, and everybody converges on the new order', () => {
    const [one, other] = [anEnrolledDevice(), anEnrolledDevice()];
    const before = new Numbering();
    const caseId = one.openCase(institution);
    push(one, before);
    pull(other, before, caseId);
    other.note(caseId, 'заметка второго');
    push(other, before);
    pull(one, before, caseId);
    const restored = new Numbering();
    restored.epoch = '00000000-0000-4000-8000-00000000000b';
    const page = { ...before.page(caseId), epoch: restored.epoch };
    expect(applyPulledPage(one.writer, page)).toMatchObject({ error: { code: 'epoch_changed' } });
    for (const device of [one, other]) expect(resetEpoch(device.writer, restored.epoch)).toBe(1);
    expect(resetEpoch(one.writer, restored.epoch)).toBe(0);
    expect(readCase(one.writer, caseId)?.notes).toHaveLength(1);
    for (const device of [one, other]) push(device, restored);
    for (const device of [one, other]) pull(device, restored, caseId);
    expect(place(one, caseId)).toEqual(place(other, caseId));
    expect(place(one, caseId)).toMatchObject({ pos: 3, epoch: restored.epoch });
    expect(readCase(one.writer, caseId)).toEqual(readCase(other.writer, caseId));
    for (const device of [one, other]) expectSound(device);
  });

  it('is not needed to fetch a damaged feed anew', () => {
    const [one, other] = [anEnrolledDevice(), anEnrolledDevice()];
    const server = new Numbering();
    const caseId = one.openCase(institution);
    push(one, server);
    pull(other, server, caseId);
    const own = other.note(caseId, 'своя');
    push(other, server);
    other.writer.change(query.updateTable('step').set({ occurred_on: '1999-01-01' }).where('seq', '=', 2));
    refetchFeed(other.writer, caseId);
    expect(readCase(other.writer, caseId)?.notes.map((note) => note.stepId)).toEqual([own.id]);
    expect(pull(other, server, caseId)).toMatchObject({ ok: true, value: { added: 2 } });
    expect(readCase(other.writer, caseId)?.child?.givenName).toBe('Айзере');
    expectSound(other);
  });
});

describe('a withdrawn grant', () => {
  it('removes steps, rows, tasks and search entries, and can be given again', () => {
    const device = anEnrolledDevice();
    const server = new Numbering();
    const [gone, kept] = [device.openCase(institution), device.openCase(institution)];
    expect(waitingSteps(device.writer, 10)).toHaveLength(4);
    expect(deleteFeed(device.writer, gone)).toEqual({ ok: false, error: { code: 'unsent_steps', count: 2 } });
    push(device, server);
    expect(deleteFeed(device.writer, gone)).toMatchObject({ ok: true });
    expect(deleteFeed(device.writer, gone)).toMatchObject({ ok: true });
    const left = everything(device.writer);
    expect(JSON.stringify({ ...left, chain_head: [] })).not.toContain(gone);
    expect(left.case_row).toHaveLength(1);
    expectSound(device);
    expect(pull(device, server, gone)).toMatchObject({ value: { added: 2 } });
    device.note(gone, 'снова здесь');
    push(device, server);
    expect(readCase(device.writer, gone)?.notes).toHaveLength(1);
    expect(readCase(device.writer, kept)?.child?.givenName).toBe('Айзере');
    expectSound(device);
  });
});

describe('feeds without steps', () => {
  it('are known by their kind and institution', () => {
    const device = anEnrolledDevice();
    const feedId = v7();
    expect(ensureFeed(device.writer, { feedId, kind: 'plan', institutionId: institution })).toBe(feedId);
    expect(ensureFeed(device.writer, { feedId, kind: 'plan', institutionId: institution })).toBe(feedId);
    expect(feedCursors(device.writer)).toHaveLength(1);
  });
});
