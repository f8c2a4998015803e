/** What an administrator does in the console: the same as on the command line, under their own name in the audit. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureFeed } from '#db/steps/feeds.ts';
import { endDueGrants } from '#server/admin/transfer.ts';
import { verifyAudit } from '#server/audit/audit.ts';
import type { ConsoleClient } from '#shared/console/contract.ts';
import { ConsoleScene, password, refusal } from '#tests/support/consoleScene.ts';
import { home } from '#tests/support/office.ts';

let scene: ConsoleScene;
let client: ConsoleClient;
beforeAll(async () => {
  scene = await ConsoleScene.open();
  ({ client } = await scene.signedIn('administrator'));
});
afterAll(() => scene.close());

async function lastDeed() {
  const { lines } = await client.audit.page({ topic: 'administration', before: null });
  const [line] = lines;
  return { action: line?.action, person: line?.person, details: line?.details };
}

describe('institutions', () => {
  test('are added once by their name, and counted', async () => {
    await client.institutions.add({ name: ' Дом «Ақбота» ', region: '55' });
    expect(await refusal(client.institutions.add({ name: 'Дом «Ақбота»', region: null }))).toBe(
      'institution_exists',
    );
    const line = (await client.institutions.list()).find((one) => one.name === 'Дом «Ақбота»');
    expect(line).toMatchObject({ region: '55', people: 0, cases: 0 });
    expect(await lastDeed()).toMatchObject({
      action: 'admin.institution.add',
      person: expect.stringContaining('administrator'),
      details: { institution: 'Дом «Ақбота»' },
    });
  });
});

describe('people', () => {
  test('get a role at an institution, or on the whole server where it sees no case', async () => {
    await client.people.add({ login: 'Dana.S', name: 'Дана С.', role: 'supervisor', institution: home });
    await client.people.addRole({ login: 'dana.s', role: 'analyst', institution: null });
    const line = (await client.people.list()).find((one) => one.login === 'dana.s');
    expect(line?.name).toBe('Дана С.');
    expect(line?.roles.map(({ role, institution }) => [role, institution]).sort()).toEqual([
      ['analyst', null],
      ['supervisor', home],
    ]);
    const all = { role: 'caseworker', institution: null } as const;
    expect(await refusal(client.people.addRole({ login: 'dana.s', ...all }))).toBe('institution_needed');
    const known = { login: 'dana.s', name: 'Другая', role: 'director', institution: home } as const;
    expect(await refusal(client.people.add(known))).toBe('login_taken');
    expect(await refusal(client.people.add({ ...known, login: 'с пробелом' }))).toBe('login_malformed');
    expect(await refusal(client.people.add({ ...known, login: "x'; drop table person; --" }))).toBe(
      'login_malformed',
    );
  });

  test('lose with a role the cases that it opened, and keep the others', async () => {
    const aigul = await scene.office.laptop('caseworker');
    aigul.openCase();
    await scene.office.settle(aigul);
    await client.people.add({ login: 'both', name: 'Оба', role: 'supervisor', institution: home });
    expect(await client.grants.list({ case: null, login: 'both' })).toHaveLength(1);
    await client.people.endRole({ login: 'both', role: 'supervisor', institution: home });
    expect(await client.grants.list({ case: null, login: 'both' })).toEqual([]);
    const again = client.people.endRole({ login: 'both', role: 'supervisor', institution: home });
    expect(await refusal(again)).toBe('role_not_held');
  });

  test('whose work ends lose roles, grants, codes, devices and the console at once', async () => {
    const login = await scene.employ('analyst');
    await client.people.addRole({ login, role: 'caseworker', institution: home });
    const laptop = await scene.office.laptop('caseworker', login);
    const caseId = laptop.openCase();
    await laptop.sync();
    const visitor = scene.visitor();
    await visitor.signIn(login, password);
    await client.codes.make({ login });
    expect(await client.people.end({ login })).toEqual({ devices: 1, grants: 1 });
    const line = (await client.people.list()).find((one) => one.login === login);
    expect(line).toMatchObject({ roles: [], devices: 0, console: 'none' });
    expect((await client.codes.list()).filter((one) => one.login === login && one.state === 'open')).toEqual(
      [],
    );
    expect(await refusal(visitor.client.account.sessions())).toBe('SIGN_IN_NEEDED');
    laptop.note(caseId, 'написано без связи');
    expect(await laptop.trySync()).toMatchObject({ ok: false });
  });

  test('the last administrator cannot be taken from the server', async () => {
    const own = await ConsoleScene.open();
    const only = await own.signedIn('administrator');
    const login = (await only.client.people.list())[0]?.login ?? '';
    const end = { login, role: 'administrator', institution: null } as const;
    expect(await refusal(only.client.people.endRole(end))).toBe('last_administrator');
    expect(await refusal(only.client.people.end({ login }))).toBe('last_administrator');
    await own.employ('administrator');
    expect(await refusal(only.client.people.endRole(end))).toBe('done');
    await own.close();
  });

  test('a password of the console is made only for whoever it lets in', async () => {
    const login = await scene.office.employ('caseworker');
    expect(await refusal(client.people.openConsole({ login }))).toBe('console_role_needed');
    expect(await refusal(client.people.openConsole({ login: 'nobody' }))).toBe('login_unknown');
  });
});

describe('codes and devices', () => {
  test('a code is shown once, is used once, and opens nothing when it was withdrawn', async () => {
    const login = await scene.office.employ('caseworker');
    const { code } = await client.codes.make({ login });
    const own = async (state: string) =>
      (await client.codes.list()).find((one) => one.login === login && one.state === state);
    const open = await own('open');
    expect(JSON.stringify(await client.codes.list())).not.toContain(code);
    await client.codes.withdraw({ id: open?.id ?? '' });
    const laptop = scene.office.standalone('caseworker');
    expect(await laptop.enrol(scene.office.server.url, code)).toMatchObject({ ok: false });
    const next = await client.codes.make({ login });
    expect(await laptop.enrol(scene.office.server.url, next.code)).toMatchObject({ ok: true });
    expect(await own('open')).toBeUndefined();
    expect(await refusal(client.codes.withdraw({ id: (await own('used'))?.id ?? '' }))).toBe('code_unknown');
    expect(await refusal(client.codes.withdraw({ id: '../..' }))).toBe('code_unknown');
  });

  test('a device shows its last contact, and what it sends after its revocation waits for a decision', async () => {
    const login = await scene.office.employ('caseworker');
    const laptop = await scene.office.laptop('caseworker', login);
    const own = async () => (await client.devices.list()).find((one) => one.login === login);
    scene.pass({ minutes: 10 });
    await laptop.sync();
    expect((await own())?.seenAt).toBe(scene.now().toISOString());
    await client.devices.revoke({ deviceId: (await own())?.deviceId ?? '', as: 'withdrawn' });
    expect((await own())?.revokedAs).toBe('withdrawn');
    laptop.openCase();
    await laptop.trySync();
    const held = (await client.quarantine.list()).filter((one) => one.login === login);
    expect(held.map((one) => [one.kind, one.reason])).toEqual([
      ['case.opened', 'revoked'],
      ['child.admitted', 'revoked'],
    ]);
    expect(Object.keys(held[0] ?? {})).not.toContain('payload');
    expect(await lastDeed()).toMatchObject({ action: 'admin.device.revoke', details: { as: 'withdrawn' } });
  });

  test('a withheld step is accepted once, and then everybody has it', async () => {
    const aigul = await scene.office.laptop('caseworker');
    const bolat = await scene.office.laptop('caseworker');
    const caseId = aigul.openCase();
    await scene.office.settle(aigul, bolat);
    ensureFeed(bolat.database, { feedId: caseId, kind: 'case', institutionId: bolat.institutionId });
    const stepId = bolat.note(caseId, 'пришло без доступа');
    await bolat.sync();
    const accept = () => client.quarantine.release({ stepIds: [stepId] });
    expect(await accept()).toEqual({ released: [{ stepId, feedId: caseId, pos: 3 }], kept: [] });
    expect(await accept()).toEqual({ released: [], kept: [{ stepId, reason: 'not_in_quarantine' }] });
    await aigul.sync();
    expect(aigul.feeds().get(caseId)).toMatch(/^case 3 /);
  });

  test('all withheld steps of a laptop are accepted at once, and what cannot be is told and keeps none', async () => {
    const aigul = await scene.office.laptop('caseworker');
    const login = await scene.office.employ('caseworker');
    const bolat = await scene.office.laptop('caseworker', login);
    const cases = [aigul.openCase(), aigul.openCase()];
    await scene.office.settle(aigul, bolat);
    const nowhere = randomUUID();
    for (const feedId of [...cases, nowhere])
      ensureFeed(bolat.database, { feedId, kind: 'case', institutionId: bolat.institutionId });
    // more than go in one transaction
    for (let at = 0; at < 60; at += 1)
      for (const caseId of cases) bolat.note(caseId, `после долгой поездки ${at}`);
    for (let at = 0; at < 60; at += 1) bolat.note(cases[0] ?? '', `ещё ${at}`);
    const orphan = bolat.note(nowhere, 'дела здесь нет');
    await bolat.sync();
    const [device] = (await client.devices.list()).filter((one) => one.login === login);
    await client.devices.revoke({ deviceId: device?.deviceId ?? '', as: 'lost' });
    const held = (await client.quarantine.list()).filter((one) => one.login === login);
    expect(held).toHaveLength(181);
    expect(held.every((one) => one.revokedAs === 'lost' && one.inCase)).toBe(true);

    const strange = randomUUID();
    const stepIds = [...held.map((one) => one.stepId), strange];
    const answer = await client.quarantine.release({ stepIds: stepIds.toReversed() });
    expect(answer.kept).toEqual(
      expect.arrayContaining([
        { stepId: orphan, reason: 'case_not_opened' },
        { stepId: strange, reason: 'not_in_quarantine' },
      ]),
    );
    expect([answer.released.length, answer.kept.length]).toEqual([180, 2]);
    // in the order in which they were written
    const written = held.filter((one) => one.feedId === cases[0]).map((one) => one.stepId);
    const inOrder = answer.released
      .filter((one) => one.feedId === cases[0])
      .toSorted((one, other) => one.pos - other.pos);
    expect(inOrder.map((one) => one.stepId)).toEqual(written);
    await aigul.sync();
    expect(aigul.feeds().get(cases[0] ?? '')).toMatch(/^case 122 /);
    expect(aigul.feeds().get(cases[1] ?? '')).toMatch(/^case 62 /);
    const left = (await client.quarantine.list()).filter((one) => one.login === login);
    expect(left.map((one) => one.stepId)).toEqual([orphan]);
    const told = await scene.office.rows(
      `select entry::jsonb -> 'details' ->> 'step' as step from audit
       where entry::jsonb ->> 'action' = 'admin.quarantine.release'`,
    );
    const toldOf = new Set(told.map((row) => Object(row).step));
    expect(answer.released.filter((one) => !toldOf.has(one.stepId))).toEqual([]);
    expect(await lastDeed()).toMatchObject({
      action: 'admin.quarantine.release',
      person: expect.stringContaining('administrator'),
    });
  });

  test('a step whose id was taken meanwhile stays, and the next one of its case is accepted', async () => {
    const aigul = await scene.office.laptop('caseworker');
    const bolat = await scene.office.laptop('caseworker');
    const caseId = aigul.openCase();
    await scene.office.settle(aigul, bolat);
    ensureFeed(bolat.database, { feedId: caseId, kind: 'case', institutionId: bolat.institutionId });
    const [taken, next] = [bolat.note(caseId, 'первая'), bolat.note(caseId, 'вторая')];
    await bolat.sync();
    await scene.office.rows('update step set id = $1 where feed_id = $2 and pos = 2', taken, caseId);
    const { released, kept } = await client.quarantine.release({ stepIds: [taken, next] });
    expect(kept).toEqual([{ stepId: taken, reason: 'id_taken' }]);
    expect(released).toEqual([{ stepId: next, feedId: caseId, pos: 3 }]);
  });
});

describe('access to cases', () => {
  test('is given and withdrawn by case code, and the laptop follows', async () => {
    const aigul = await scene.office.laptop('caseworker');
    const login = await scene.office.employ('caseworker');
    const bolat = await scene.office.laptop('caseworker', login);
    const caseId = aigul.openCase();
    await scene.office.settle(aigul, bolat);
    const [mine] = await client.grants.list({ case: caseId, login: null });
    const code = mine?.caseCode ?? '';
    expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await client.grants.give({ case: code.toLowerCase(), login });
    await bolat.sync();
    expect(bolat.feeds().has(caseId)).toBe(true);
    await client.grants.withdraw({ case: code, login });
    await bolat.sync();
    expect(bolat.feeds().has(caseId)).toBe(false);
    expect(await refusal(client.grants.list({ case: 'XXXX-XXXX', login: null }))).toBe('case_unknown');
    const analyst = await scene.employ('analyst');
    expect(await refusal(client.grants.give({ case: code, login: analyst }))).toBe('role_sees_no_case');
  });

  test('passes to another with a last day for the first, and ends by itself', async () => {
    const [from, to] = [await scene.office.employ('caseworker'), await scene.office.employ('caseworker')];
    const first = await scene.office.laptop('caseworker', from);
    const second = await scene.office.laptop('caseworker', to);
    const caseId = first.openCase();
    await scene.office.settle(first, second);
    const today = new Date(scene.now().getTime() + 5 * 3_600_000).toISOString().slice(0, 10);
    const transfer = { case: caseId, from, to, lastDay: today };
    expect(await refusal(client.grants.transfer({ ...transfer, lastDay: '2026-01-01' }))).toBe('day_passed');
    expect(await refusal(client.grants.transfer({ ...transfer, to: from }))).toBe('grant_same_person');
    expect(await refusal(client.grants.transfer({ ...transfer, from: to, to: from }))).toBe('grant_unknown');
    await client.grants.transfer(transfer);
    await scene.office.settle(first, second);
    expect([first.feeds().has(caseId), second.feeds().has(caseId)]).toEqual([true, true]);
    const lines = await client.grants.list({ case: caseId, login: null });
    const ends = new Map(lines.map((one) => [one.login, one.endsAt !== null]));
    expect([ends.get(from), ends.get(to)]).toEqual([true, false]);
    expect(await endDueGrants(scene.beside.context)).toBe(0);
    scene.pass({ minutes: 24 * 60 });
    expect(await endDueGrants(scene.beside.context)).toBe(1);
    const late = await scene.signedIn('administrator');
    const left = (await late.client.grants.list({ case: caseId, login: null })).map((one) => one.login);
    expect([left.includes(from), left.includes(to)]).toEqual([false, true]);
    await scene.office.settle(first);
    expect(first.feeds().has(caseId)).toBe(false);
  });
});

describe('the audit', () => {
  test('is read from its newest entry to its first, each once, whatever the page', async () => {
    const administrator = await scene.signedIn('administrator');
    const seen: string[] = [];
    for (let before = null, more = true; more; ) {
      const page = await administrator.client.audit.page({ topic: 'all', before });
      seen.push(...page.lines.map((one) => `${one.at} ${one.writerId} ${String(one.seq).padStart(6, '0')}`));
      before = page.next;
      more = page.next !== null;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(seen.toSorted().toReversed());
    const { entries, faults } = await verifyAudit(scene.beside.context.store);
    expect([seen.length, faults]).toEqual([entries, []]);
  });

  test('names what strangers asked for, and takes a document that is on its way for no refusal', async () => {
    const { audit } = scene.beside.context;
    await audit.add({ action: 'attachment', outcome: 'begun' });
    await audit.add({
      action: 'strangers',
      outcome: 'refused',
      details: { more: 7, asked: ['feeds', 'push'] },
    });
    const { client } = await scene.signedIn('administrator');
    const { lines } = await client.audit.page({ topic: 'refusals', before: null });
    expect(lines.filter((one) => one.outcome === 'begun')).toEqual([]);
    expect(lines.find((one) => one.action === 'strangers')?.details).toEqual({
      more: '7',
      asked: 'feeds push',
    });
  });
});
