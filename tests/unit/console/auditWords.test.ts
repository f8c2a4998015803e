/** The audit as people read it: no word of the program, no whole id and no date of a machine in any language. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { consoleFaults } from '#shared/console/faults.ts';
import type { AuditLine } from '#shared/console/oversight.ts';
import { createTexts, languages, translator } from '#shared/i18n/index.ts';
import { bundleFaults } from '#shared/sync/bundle/envelope.ts';
import { auditWords, toneOf } from '../../../renderer/console/audit/auditWords.ts';
import { whenIn } from '../../../renderer/console/when.ts';

const sources = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(path.join('server', name), 'utf8'))
  .join('\n');

/** Every action that the server's code writes by name. */
const actions = new Set(
  [...sources.matchAll(/(?:action: |audit\(caller, )'([a-z._]+)'|'(admin\.[a-z._]+)'/g)].map(
    ([, action, deed]) => action ?? deed ?? '',
  ),
);
const outcomes = [
  ...new Set([...sources.matchAll(/outcome: '([A-Za-z_]+)'/g)].map(([, outcome]) => outcome ?? '')),
  ...bundleFaults,
  ...consoleFaults.slice(0, consoleFaults.indexOf('busy_signing_in') + 1),
  ...['CODE_INVALID', 'ALIAS_INVALID', 'forbidden', 'key_missing', 'begun', 'not_there', 'id_taken'],
  ...['outOfOrder', 'forkAt', 'mismatched', 'signature_refused', 'revoked', 'listening', 'had_none'],
  ...['missing', 'malformed', 'unknown_device', 'refused', 'other_request'].map((one) => `token_${one}`),
  ...['status_404', 'status_409'],
];
const id = '0198c0de-0000-7000-8000-000012345678';

const line = (change: Partial<AuditLine>): AuditLine => ({
  writerId: id,
  seq: 1,
  at: '2026-11-30T08:00:00.000Z',
  action: 'push',
  outcome: 'done',
  person: null,
  deviceId: null,
  details: {},
  ...change,
});

describe.each(languages)('in %s', (language) => {
  const texts = createTexts(language);
  const t = translator(language);
  const say = (key: string): string => (texts.exists(key) ? texts.t(key) : key);
  const words = auditWords(
    t,
    say,
    whenIn(language, t, () => Date.parse('2026-11-30T09:00:00Z')),
  );

  test('every deed that the server writes has its words', () => {
    expect(actions.size).toBeGreaterThan(25);
    const without = [...actions].filter(
      (action) => !texts.exists(`console.audit.actions.${action.replaceAll('.', '_')}`),
    );
    expect(without).toEqual([]);
  });

  test('and so has every end that it may have', () => {
    const without = outcomes.filter((outcome) => !texts.exists(`console.audit.outcomes.${outcome}`));
    expect(without).toEqual([]);
    const odd = words.outcome(line({ outcome: 'status_460' }));
    expect(odd).toBe(say('console.audit.outcomes.refused'));
  });

  test('nothing is told in ids, in codes of the program, or in days of a machine', () => {
    const lines = [
      line({ person: id }),
      line({ action: 'console.people.list', outcome: 'forbidden', deviceId: id }),
      line({ action: 'admin.device.revoke', deviceId: id, details: { as: 'lost' } }),
      line({ action: 'device.renew', outcome: 'id_taken', details: { as: id } }),
      line({
        action: 'console.figures.report',
        details: { institution: id, from: '2026-01-05', to: '2026-11-30' },
      }),
      line({
        action: 'admin.transfer',
        details: { feed: id, from: 'Дана', to: 'Әсел', lastDay: '2026-12-14' },
      }),
      line({ action: 'server.restore', details: { madeAt: '2026-11-30T03:04:05.678Z', epoch: id } }),
      line({
        action: 'strangers',
        outcome: 'refused',
        details: { more: '412', asked: 'device.renew feeds push' },
      }),
      line({ action: 'bundle.in', details: { serial: '4', accepted: '3', unanswered: '0' } }),
      line({ action: 'device.wiped', details: { handedIn: '3', leftSteps: '1', leftDocuments: '0' } }),
    ];
    for (const one of lines) {
      const told = [words.who(one), words.what(one), words.details(one), words.outcome(one)].join(' | ');
      expect(told).not.toMatch(/[0-9a-f]{8}-|\d{4}-\d{2}|\w[._]\w|\b[a-z]+[A-Z]/);
      if (language !== 'en') expect(told).not.toMatch(/[A-Za-z]{3,}/);
    }
  });
});

test('what the server did by itself, and what was done on its machine, are told apart', () => {
  const t = translator('ru');
  const words = auditWords(t, (key) => key, { at: String, day: String });
  expect(words.who(line({ action: 'grant.end' }))).toBe('сервер');
  expect(words.who(line({ action: 'server.backup' }))).toBe('командная строка сервера');
  expect(words.who(line({ action: 'push', deviceId: id }))).toBe('устройство …\u206012345678');
  expect(words.who(line({ action: 'strangers' }))).toBe('—');
});

test('what is asked again by itself is no alarm', () => {
  expect(toneOf(line({ outcome: 'begun' }))).toBe('plain');
  expect(toneOf(line({ outcome: 'outOfOrder' }))).toBe('soon');
  expect(toneOf(line({ outcome: 'signature_refused' }))).toBe('danger');
});
