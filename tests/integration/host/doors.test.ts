/** Which procedures of the app answer while it is locked, and to whom: docs/permissions.md is the expectation. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { type Role, roles } from '#shared/domain/roles.ts';
import { aChild } from '../../factories/story.ts';
import { Desk, home } from '../../support/desk.ts';
import { tableUnder } from '../../support/docTable.ts';

const doors = tableUnder('permissions.md', 'The app');

const passphrase = 'не та парольная фраза';
const recoveryKey = '0000-0000-0000-0000-0000-0000-0000';
const language = 'ru';
const code = '7QK3-X0MT';
const file = new File(['ничего'], 'ничего.pdf');
const registerId = randomUUID();
const draft = { caseId: '', form: 'note.added', about: '' };
const step = { feedId: randomUUID(), stepId: randomUUID() };
const period = { institution: home, from: '2025-11-01', to: '2025-11-03' };

/** Inputs that are taken at the edge. Those that are not here need none. */
const inputs: Record<string, unknown> = {
  'profile.create': { name: 'Икс', role: 'caseworker', institution: home, passphrase, language },
  'profile.practice': { language },
  'profile.unlock': { passphrase },
  'profile.recover': { recoveryKey, passphrase },
  'profile.changePassphrase': { current: passphrase, next: passphrase },
  'profile.newRecoveryKey': { passphrase },
  'profile.bindToComputer': { passphrase, recoveryKey },
  'profile.freeFromComputer': { passphrase },
  'profile.setIdleMinutes': { minutes: 10 },
  'profile.setLanguage': { language },
  'register.open': { file },
  'register.preview': { registerId },
  'register.run': { registerId, institution: home },
  'register.close': { registerId },
  'cases.list': {},
  'cases.open': { institution: home, child: aChild, admittedOn: null },
  'cases.get': { case: code },
  'cases.timeline': { case: code },
  'cases.readiness': { case: code, to: 'assessment' },
  'cases.record': { steps: [{ case: code, kind: 'note.added', payload: { text: 'запись' } }] },
  'attachments.add': { case: code, title: 'Акт', file },
  'attachments.get': { case: code, sha256: 'ab'.repeat(32) },
  'drafts.get': draft,
  'drafts.keep': { ...draft, content: '{}' },
  'drafts.drop': draft,
  'kinds.schema': { kind: 'note.added' },
  'institution.figures': { institution: home },
  'report.preview': period,
  'report.file': { ...period, format: 'json', language },
  'sync.enrol': { server: 'http://127.0.0.1:9', code: 'AAAA-BBBB-CCCC' },
  'sync.bundleOut': { language },
  'sync.bundleIn': { file },
  'sync.item': step,
  'sync.itemFile': { ...step, language },
  'sync.listFile': { format: 'csv', language },
  'sync.read': step,
};

function proceduresIn(branch: object, before = ''): string[] {
  return Object.entries(branch).flatMap(([name, part]: [string, object]) =>
    '~orpc' in part ? [`${before}${name}`] : proceduresIn(part, `${before}${name}.`),
  );
}

test('every procedure of the contract has a line, and no other', () => {
  expect(doors.map((door) => door.procedure ?? '').sort()).toEqual(proceduresIn(contract).sort());
});

/** The code of its failure, or "done". Of a stream, that of its first word. */
async function ask(desk: Desk, procedure: string): Promise<string> {
  let call: unknown = desk.client;
  for (const part of procedure.split('.')) call = Reflect.get(Object(call), part);
  if (typeof call !== 'function') throw new Error(`no procedure ${procedure}`);
  const answer: unknown = await call(inputs[procedure]);
  if (procedure === 'register.run') {
    for await (const event of Object(answer)) return codeOf(event.finished);
  }
  return codeOf(answer);
}

function codeOf(answer: unknown): string {
  const { ok, error } = Object(answer);
  return ok === false ? String(error.code) : 'done';
}

/** In an order in which none changes what the next one meets. */
const last = ['profile.lock', 'profile.practice'];
const inOrder = [...doors].sort(
  (one, other) => last.indexOf(one.procedure ?? '') - last.indexOf(other.procedure ?? ''),
);

describe('while it is locked', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.of('supervisor');
    await desk.client.profile.lock();
  });
  afterAll(() => desk.close());

  test.each(inOrder)('$procedure', async ({ procedure = '', 'while locked': told }) => {
    const answered = await ask(desk, procedure);
    expect(answered === 'locked' ? 'locked' : 'answers', answered).toBe(told);
  });
});

describe.each(roles)('as %s', (role: Role) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await Desk.of(role);
  });
  afterAll(() => desk.close());

  test('what is forbidden is what the page says', async () => {
    for (const { procedure = '', 'open to': told = '' } of doors) {
      if (last.includes(procedure)) continue;
      const open = told === 'every role' || told.split(', ').includes(role);
      const answered = await ask(desk, procedure);
      expect(`${procedure} ${answered === 'forbidden' ? 'forbidden' : 'open'}`).toBe(
        `${procedure} ${open ? 'open' : 'forbidden'}`,
      );
    }
  });
});
