/** Steps that no form would record, from a device that may write: they stop neither its queue nor its colleagues. */
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCase } from '#db/queries/cases.ts';
import { timeline } from '#db/queries/timeline.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { lineOf, pushAll, pushRequestOf, unsentOf } from '../../support/pushing.ts';

let office: Office;
let aigul: Laptop;
let dana: Laptop;
let caseId: string;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
  dana = await office.laptop('supervisor');
  caseId = aigul.openCase();
  await office.settle(aigul, dana);
});
afterAll(() => office.close());

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const nested = (depth: number): Uint8Array => utf8(`${'['.repeat(depth)}${']'.repeat(depth)}`);
const unknown = { kind: 'dream.told', version: 7 };

const payloads: Record<string, Partial<SealedStep>> = {
  'a payload nested 100,000 deep': { payload: nested(100_000) },
  'a payload of an unknown kind nested 3,000 deep': { ...unknown, payload: nested(3_000) },
  'a payload of an unknown kind nested 200 deep': { ...unknown, payload: nested(200) },
  'a payload with __proto__': { payload: utf8('{"__proto__":{"isAdmin":true},"text":"да"}') },
  'an unknown kind with __proto__': { ...unknown, payload: utf8('{"__proto__":{"isAdmin":true}}') },
  'a payload with NUL': { payload: utf8('{"text":"a\\u0000b"}') },
  'an unknown kind with NUL': { ...unknown, payload: utf8('{"text":"a\\u0000b"}') },
  'a payload with half a letter': { payload: utf8('{"text":"\\ud800"}') },
  'a payload that is no UTF-8 twice over': { payload: utf8('"\ufffd\ufffd"') },
  'a payload that is not spelled canonically': { payload: utf8('{ "text": "да" }') },
  'a payload with a field twice': { payload: utf8('{"text":"да","text":"нет"}') },
  'an amendment of __proto__': {
    kind: 'child.amended',
    payload: utf8('{"reason":"да","set":{"__proto__":{"isAdmin":true}}}'),
  },
  'a settled conflict of __proto__': {
    kind: 'conflict.settled',
    payload: canonicalBytes({ field: '__proto__', stepIds: [v7(), v7()], value: 'x', reason: 'да' }),
  },
  'a settled conflict of constructor.prototype': {
    kind: 'conflict.settled',
    payload: canonicalBytes({
      field: 'constructor.prototype',
      stepIds: [v7(), v7()],
      value: 'x',
      reason: 'да',
    }),
  },
  'a kind that is a name of the language': { kind: '__proto__.constructor' },
  'a reader of the far future': { minReader: 2_147_483_647 },
  'a day that is none': { occurredOn: '2026-02-31' },
};

describe('whatever the step holds, the next one is taken and the colleague reads on', () => {
  test.each(Object.entries(payloads))('%s', async (_name, change) => {
    aigul.forge(caseId, change);
    const note = aigul.note(caseId, 'следующая запись');
    const verdicts = await pushAll(aigul);
    expect(verdicts.get(note)).toBe('accepted');
    await aigul.sync();
    await office.settle(dana);
    for (const laptop of [aigul, dana]) {
      expect(readCase(laptop.database, caseId)?.notes.at(-1)?.text).toBe('следующая запись');
    }
  });

  test('both databases still verify, and nothing was added to every object', () => {
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
    for (const laptop of [aigul, dana])
      expect(verifyDatabase(laptop.database)).toMatchObject({
        chain: { ok: true },
        projections: { ok: true },
      });
    expect(timeline(dana.database, caseId).length).toBeGreaterThan(10);
  });
});

test('what is nested deeper than any form goes is refused, before it is the stack of somebody’s window', async () => {
  const [deep, deepest] = [50, 65].map((depth) =>
    aigul.forge(caseId, { ...unknown, payload: nested(depth) }),
  );
  const verdicts = await pushAll(aigul);
  expect([verdicts.get(deep ?? ''), verdicts.get(deepest ?? '')]).toEqual([
    'accepted',
    'refused: payload_malformed',
  ]);
});

const headers: Record<string, Partial<SealedStep>> = {
  'a version that no database counts to': { version: 2 ** 40 },
  'a reader that no database counts to': { minReader: 2 ** 40 },
  'a kind with NUL': { kind: 'a\u0000.b' },
  'a day with NUL': { occurredOn: '2026\u0000' },
  'an offset beyond all numbers': { clockOffset: 2 ** 63 },
  'a position beyond all numbers': { basePos: 2 ** 63 },
};

test.each(Object.entries(headers))(
  '%s is not of this protocol, and nothing is written',
  async (_name, change) => {
    const bolat = await office.laptop('caseworker');
    const own = bolat.openCase();
    await bolat.sync();
    const before = await office.server.admin.counts();
    bolat.note(own, 'запись');
    const [step] = unsentOf(bolat);
    if (step === undefined) throw new Error('nothing to send');
    const request = pushRequestOf(bolat, [{ ...step, ...change }]);
    await expect(lineOf(bolat).call((client) => client.push(request))).rejects.toMatchObject({ status: 400 });
    await office.server.drained();
    expect((await office.server.admin.counts()).withheld).toBe(before.withheld);
    expect(await bolat.sync()).toMatchObject({ pushed: 1 });
  },
);
