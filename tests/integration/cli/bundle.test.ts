import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createHost } from '#host/host.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { ok } from '#tests/support/desk.ts';
import { quick } from '#tests/support/hardness.ts';
import { home, Office } from '#tests/support/office.ts';
import { passphrase, register, Uige } from '#tests/support/uige.ts';

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
/** As the window does it: no command attaches documents. */
async function inProfile(work: (client: AppClient) => Promise<unknown>): Promise<void> {
  const clock = () => new Date('2025-11-03T10:00:00Z');
  const host = createHost({ home: stick('profile'), clock, hardness: quick });
  ok(await host.client().profile.unlock({ passphrase }));
  await work(host.client());
  await host.close();
}

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

it('tells how many documents went, how many wait, and how many came', async () => {
  await uige.json(z.unknown(), ['import', register, '--institution', home]);
  const [child] = await uige.json(z.array(z.looseObject({ caseCode: z.string() })), ['children']);
  const caseCode = child?.caseCode ?? '';
  await inProfile(async (client) => {
    const scan = new File([randomBytes(300 * 1024)], 'решение суда.jpg', { type: 'image/jpeg' });
    return ok(await client.attachments.add({ case: caseCode, title: 'Решение суда', file: scan }));
  });
  const out = await uige.json(round, ['bundle', 'out', stick('east.uige')]);
  expect(out).toMatchObject({ carried: 1, documentsLeft: 0, documents: { toSend: 1, toFetch: 0 } });
  const written = await uige.call(['bundle', 'out', stick('east.uige')]);
  expect(written.stdout).toMatch(/документов в файле +1\n/);
  expect(written.stdout).toMatch(/документов ждёт следующего файла или сети +0\n/);

  const answered = await uige.json(z.looseObject({}), inOffice('in', stick('east.uige')));
  expect(answered).toMatchObject({ documents: { taken: 1, refused: 0, answered: 0, left: 0 } });
  const back = await uige.json(round, ['bundle', 'in', stick('east-answer.uige')]);
  expect(back).toMatchObject({
    pending: 0,
    carried: { sent: 1, refused: 0, fetched: 0, left: 0 },
    documents: { toSend: 0, toFetch: 0 },
  });
  const again = await uige.call(['bundle', 'in', stick('east-answer.uige')]);
  expect(again.stdout).toMatch(/документов подтвердил сервер +0\n/);
});

it('takes several files at one go, and one that is refused keeps no other from being taken', async () => {
  const names = ['one.uige', 'broken.uige', 'two.uige', 'missing.uige'];
  await uige.json(round, ['bundle', 'out', stick('one.uige')]);
  await uige.json(round, ['bundle', 'out', stick('two.uige')]);
  writeFileSync(stick('broken.uige'), readFileSync(stick('one.uige')).subarray(0, 100));
  const said = await uige.call(inOffice('in', ...names.map(stick)));
  expect(said.status).toBe(1);
  expect(said.stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/one\.uige: .*принято 0.*one-answer\.uige$/),
    expect.stringMatching(/two\.uige: .*принято 0.*two-answer\.uige$/),
  ]);
  expect(said.stderr).toMatch(/broken\.uige: не принят\. Файл скопирован не до конца/);
  expect(said.stderr).toMatch(/missing\.uige: не принят\./);
  expect(said.stderr).toContain('Не принято файлов: 2 из 4.');
  expect(names.map((name) => existsSync(stick(name.replace('.', '-answer.'))))).toEqual([
    true,
    false,
    true,
    false,
  ]);

  const told = await uige.refused(inOffice('in', ...names.map(stick)));
  expect(told).toMatchObject({ status: 1, error: { code: 'bundle_some_refused' } });
  const files = z.looseObject({ files: z.array(z.looseObject({ file: z.string(), deviceId: z.string() })) });
  const both = await uige.json(files, inOffice('in', stick('one.uige'), stick('two.uige')));
  expect(both.files).toMatchObject([
    { file: stick('one.uige'), deviceId, answer: stick('one-answer.uige') },
    { file: stick('two.uige'), deviceId, answer: stick('two-answer.uige') },
  ]);
  for (const { answer } of both.files) {
    expect(await uige.json(round, ['bundle', 'in', String(answer)])).toMatchObject({ pending: 0 });
  }
  const one = ['in', stick('one.uige'), stick('two.uige'), '--answer', stick('back.uige')];
  expect((await uige.refused(inOffice(...one))).status).toBe(2);
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
