/** Documents sent by somebody who lies about them: their size, their place, their name. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken } from '#host/sync/transport.ts';
import { maxDocumentBytes } from '#shared/domain/steps/documents.ts';
import type { Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';
import { lineOf } from '../../support/pushing.ts';

let office: Office;
let aigul: Laptop;
let caseId: string;

beforeAll(async () => {
  office = await Office.open();
  aigul = await office.laptop('caseworker');
  caseId = aigul.openCase();
  await aigul.sync();
});
afterAll(() => office.close());

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const metadata = (feed: string, sha256: string): string => `feed ${base64(feed)},sha256 ${base64(sha256)}`;
const hash = 'ab'.repeat(32);

async function send(
  method: 'POST' | 'HEAD' | 'PATCH',
  path: string,
  headers: Record<string, string>,
  content = '',
): Promise<Response> {
  const { serverUrl, serverNow, credentials } = lineOf(aigul).line;
  const body = new TextEncoder().encode(content);
  const id = method === 'POST' ? '' : ` ${path.split('/').at(-1)}`;
  const token = await makeToken(serverNow(), credentials, `attachment.${method.toLowerCase()}${id}`, body);
  return fetch(`${serverUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0', ...headers },
    ...(content === '' ? {} : { body }),
  });
}

const begin = (headers: Record<string, string>): Promise<Response> => send('POST', '/attachments', headers);

async function begun(size: number, sha256 = hash): Promise<string> {
  const answer = await begin({ 'upload-length': String(size), 'upload-metadata': metadata(caseId, sha256) });
  expect(answer.status).toBe(201);
  return answer.headers.get('location') ?? '';
}

async function patch(location: string, offset: string, content: string): Promise<number> {
  const headers = { 'upload-offset': offset, 'content-type': 'application/offset+octet-stream' };
  return (await send('PATCH', location, headers, content)).status;
}

/** Pieces that the server keeps. */
const kept = async (): Promise<number> =>
  (await office.rows('select at from attachment_piece where feed_id = $1', caseId)).length;

describe('begins with', () => {
  test.each(['-1', '0', '1e3', '0x10', 'NaN', '9007199254740993', String(maxDocumentBytes + 1), ' ', '1;2'])(
    'the length "%s", and nothing is begun',
    async (length) => {
      const answer = await begin({ 'upload-length': length, 'upload-metadata': metadata(caseId, hash) });
      expect([400, 412, 413]).toContain(answer.status);
    },
  );

  test('a length to be told later, or as a part of another, and nothing is begun', async () => {
    const told = { 'upload-metadata': metadata(caseId, hash) };
    expect((await begin({ ...told, 'upload-defer-length': '1' })).status).toBeGreaterThanOrEqual(400);
    const parts = { ...told, 'upload-concat': 'final;/attachments/a /attachments/b' };
    expect((await begin(parts)).status).toBeGreaterThanOrEqual(400);
  });

  test.each([
    ['no metadata', ''],
    ['a path for a feed', metadata('../../etc/passwd', hash)],
    ['SQL for a feed', metadata("' or 1=1 --", hash)],
    ['NUL in the hash', metadata('0198c0de-0000-7000-8000-000000000000', `${hash}\u0000`)],
    ['no hash', `feed ${base64('x')}`],
    ['signs that are no metadata', 'feed ***,sha256'],
    [
      'a device of its choice',
      `${metadata('0198c0de-0000-7000-8000-000000000000', hash)},device ${base64('x')}`,
    ],
  ])('%s, and nothing is begun', async (_name, given) => {
    const answer = await begin({ 'upload-length': '100', 'upload-metadata': given });
    const text = await answer.text();
    expect([400, 404]).toContain(answer.status);
    expect(text).not.toMatch(/error:|select|uuid/i);
  });
});

describe('goes on', () => {
  test.each(['-1', '5', '1e1', 'x', '99999999999999999999'])(
    'at the place "%s", and nothing is kept',
    async (offset) => {
      const before = await kept();
      expect(await patch(await begun(10), offset, 'abc')).toBeGreaterThanOrEqual(400);
      expect(await kept()).toBe(before);
    },
  );

  test('beyond the length that was announced, and nothing is kept', async () => {
    const before = await kept();
    expect(await patch(await begun(2), '0', 'abc')).toBeGreaterThanOrEqual(400);
    expect(await kept()).toBe(before);
  });

  test('with more than a piece at once, and nothing is kept', async () => {
    const location = await begun(1_000_000);
    const before = await kept();
    expect(await patch(location, '0', 'a'.repeat(300 * 1024))).toBe(413);
    expect(await kept()).toBe(before);
  });

  test('at addresses that climb or are nobody’s', async () => {
    for (const id of [
      '..%2f..%2fetc%2fpasswd',
      `${caseId}.`,
      `${caseId}.${caseId}.${caseId}`,
      `${caseId}%00.${caseId}`,
      'x'.repeat(90),
    ]) {
      expect([404, 414], id).toContain(await patch(`/attachments/${id}`, '0', 'abc'));
    }
  });
});

test('what was begun and not finished is one for each document: beginning again drops what came before', async () => {
  const other = 'cd'.repeat(32);
  const first = await begun(10, other);
  expect(await patch(first, '0', 'abc')).toBe(204);
  const second = await begun(10, other);
  expect((await send('HEAD', first, {})).status).toBe(404);
  expect((await send('HEAD', second, {})).headers.get('upload-offset')).toBe('0');
});
