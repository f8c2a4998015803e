/** `uige report --server`: the report of an institution from all that the server holds, without a profile. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConsoleScene, password } from '#tests/support/consoleScene.ts';
import { home } from '#tests/support/office.ts';
import { type CallOptions, Uige } from '#tests/support/uige.ts';

const other = 'Дом «Ақбота»';
const asOf = '2026-11-10';
let scene: ConsoleScene;
let analyst: string;

beforeAll(async () => {
  scene = await ConsoleScene.open();
  await scene.office.server.admin.addInstitution(other, '55');
  const aigul = await scene.office.laptop('caseworker');
  for (let child = 0; child < 7; child += 1) aigul.openCase('2026-01-10');
  for (let child = 0; child < 3; child += 1) aigul.openCase('2026-03-01');
  await scene.office.settle(aigul);
  analyst = await scene.employ('analyst');
});
afterAll(() => scene.close());

let uige: Uige;
let out: string;
beforeEach(() => {
  uige = new Uige();
  out = mkdtempSync(path.join(tmpdir(), 'uige-report-'));
});
afterEach(() => {
  uige.remove();
  rmSync(out, { recursive: true, force: true });
});

interface Asking {
  readonly login?: string;
  readonly server?: string;
  readonly institution?: string | null;
  readonly from?: string;
  readonly format?: string;
}

function order({ login, server, institution = home, from = '2026-01-10', format = 'csv' }: Asking = {}) {
  const where = ['--server', server ?? scene.office.server.url, '--login', login ?? analyst];
  const which = institution === null ? [] : ['--institution', institution];
  const period = ['--from', from, '--to', asOf, '--as-of', asOf];
  return ['report', 'closure', ...where, ...which, ...period, '--format', format, '--out', out];
}

const typed: CallOptions = { stdin: `${password}\n` };
const document = z.object({
  files: z.array(z.string()),
  figures: z.null(),
  report: z.looseObject({
    suppressed: z.literal(true),
    fingerprint: z.string(),
    sections: z.array(z.unknown()),
  }),
});

describe('a report from the server', () => {
  it('comes as files of every format, suppressed, with the same fingerprint as the figures told', async () => {
    const { stdout, stderr, status } = await uige.call(
      [...order({ format: 'csv,json,xlsx,pdf' }), '--json'],
      typed,
    );
    expect([status, stderr]).toEqual([0, '']);
    const { files, report } = document.parse(JSON.parse(stdout));
    expect(files.map((file) => path.extname(file))).toEqual(['.csv', '.json', '.xlsx', '.pdf']);
    expect(readdirSync(out).toSorted()).toEqual(files.map((file) => path.basename(file)).toSorted());
    const written = readFileSync(files[1] ?? '', 'utf8');
    expect(written).toContain(report.fingerprint);
    // three were admitted in the period, and only three
    expect(JSON.stringify(report)).toContain(
      '"id":"admitted","label":"report.rows.admitted","cell":{"suppressed":"small"}',
    );
    expect(readFileSync(files[0] ?? '', 'utf8')).toContain('<5');
  });

  it('finds the institution whatever its quotation marks and capitals, and leaves no session behind', async () => {
    const officer = await scene.employ('regional_officer', other);
    const { status, stdout } = await uige.call(order({ login: officer, institution: 'дом "ақбота"' }), typed);
    expect([status, stdout.trim().startsWith(out)]).toEqual([0, true]);
    // the only one in reach need not be named
    expect((await uige.call(order({ login: officer, institution: null }), typed)).status).toBe(0);
    const visitor = scene.visitor();
    await visitor.signIn(officer, password);
    expect(await visitor.client.account.sessions()).toHaveLength(1);
  });

  it('is refused as the console refuses it, in a sentence', async () => {
    const officer = await scene.employ('regional_officer', other);
    const caseworker = await scene.employ('caseworker');
    const refused = async (asking: Asking, options = typed) => {
      const { status, error } = await uige.refused(order(asking), options);
      expect(status).toBe(1);
      return error.code;
    };
    expect(await refused({}, { stdin: 'не тот пароль\n' })).toBe('sign_in_wrong');
    expect(await refused({ login: 'nobody' })).toBe('sign_in_wrong');
    expect(await refused({ login: caseworker })).toBe('no_console_role');
    expect(await refused({ login: officer })).toBe('institution_unknown');
    expect(await refused({ from: '2026-12-01' })).toBe('period_backwards');
    expect(readdirSync(out)).toEqual([]);
  });

  it('asks for the code of the second step, which stands on the second line', async () => {
    const login = await scene.employ('analyst');
    const visitor = scene.visitor();
    await visitor.signIn(login, password);
    const { secret } = await visitor.client.account.totp.start({ password });
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = () => totp.generate({ timestamp: scene.now().getTime() });
    await visitor.client.account.totp.confirm({ code: code() });
    scene.pass({ seconds: 60 });
    expect((await uige.refused(order({ login }), typed)).error.code).toBe('code_needed');
    const wrong = { stdin: `${password}\n000000\n` };
    expect((await uige.refused(order({ login }), wrong)).error.code).toBe('code_wrong');
    expect((await uige.call(order({ login }), { stdin: `${password}\n${code()}\n` })).status).toBe(0);
  });

  it('is wrong usage where something is missing or would give away what it must not', async () => {
    const usage = async (args: readonly string[], options = typed) => (await uige.call(args, options)).status;
    expect(await usage(order(), { stdin: '' })).toBe(2);
    expect(await usage(order({ institution: null }))).toBe(2);
    expect(await usage([...order(), '--full'])).toBe(2);
    expect(await usage(order().filter((one) => one !== '--login' && one !== analyst))).toBe(2);
    expect(await usage(order({ server: 'uige.example' }))).toBe(2);
    const clear = await uige.call(order({ server: 'http://uige.example' }), typed);
    expect(clear.status).toBe(2);
    expect(clear.stderr).toContain('https://');
  });

  it('says that the server is not reached, or that it is none of ours', async () => {
    const stranger = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' }).end('{"json":{"hello":"world"}}');
    });
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const server = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    expect(await uige.refused(order({ server }), typed)).toMatchObject({
      status: 1,
      error: { code: 'server_refused' },
    });
    await new Promise((resolve) => stranger.close(resolve));
    expect(await uige.refused(order({ server }), typed)).toMatchObject({
      status: 3,
      error: { code: 'server_unreachable' },
    });
  });
});
