import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { Office } from '#tests/support/office.ts';
import { Uige } from '#tests/support/uige.ts';

const uige = new Uige();
let office: Office;
let deviceId = '';
const stick = (name: string) => path.join(uige.folder, name);

beforeAll(async () => {
  office = await Office.open();
  await uige.init();
  const { code } = await office.server.admin.makeCode(await office.employ('caseworker'));
  await uige.json(z.unknown(), ['sync', '--server', office.server.url, '--code', code]);
  deviceId = (await office.server.admin.deviceList())[0]?.deviceId ?? '';
});

afterAll(async () => {
  await office.close();
  uige.remove();
});

const round = z.looseObject({ pushed: z.int(), pulled: z.int(), pending: z.int() });
const inOffice = (...args: string[]) => ['server', 'bundle', ...args, '--database-url', office.databaseUrl];

it('goes out, is answered beside itself, and comes back, said as a sync', async () => {
  const out = await uige.json(round, ['bundle', 'out', stick('north.uige')]);
  expect(out).toMatchObject({ pushed: 0, pulled: 0, file: stick('north.uige'), left: 0 });
  const said = z.looseObject({ answer: z.string(), deviceId: z.string() });
  const answered = await uige.json(said, inOffice('in', stick('north.uige')));
  expect(answered).toMatchObject({ answer: stick('north-answer.uige'), deviceId, refused: 0, more: false });
  expect(await uige.json(round, ['bundle', 'in', answered.answer])).toMatchObject({
    pending: 0,
    more: false,
  });

  const filling = ['out', stick('all.uige'), '--device', deviceId];
  await uige.json(z.unknown(), inOffice(...filling));
  expect(await uige.json(round, ['bundle', 'in', stick('all.uige')])).toMatchObject({ pulled: 0 });
});

it('says what is wrong with a file and what to do, with status 1, and writes no answer', async () => {
  await uige.json(round, ['bundle', 'out', stick('south.uige')]);
  writeFileSync(stick('cut.uige'), readFileSync(stick('south.uige')).subarray(0, 100));
  const cut = await uige.refused(inOffice('in', stick('cut.uige')));
  expect(cut).toMatchObject({ status: 1, error: { code: 'bundle_cut' } });
  expect(existsSync(stick('cut-answer.uige'))).toBe(false);
  const own = await uige.refused(['bundle', 'in', stick('south.uige')]);
  expect(own).toMatchObject({ status: 1, error: { code: 'bundle_wrong_way' } });
  expect((await uige.refused(['bundle', 'in', stick('nowhere.uige')])).status).toBe(2);
});
