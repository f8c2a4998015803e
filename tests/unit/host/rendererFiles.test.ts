import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRendererFile } from '#host/transport/rendererFiles.ts';

describe('the files of the renderer', () => {
  let root: string;
  let folder: string;
  const secret = 'a case file';

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'uige-files-'));
    folder = path.join(root, 'renderer');
    await mkdir(path.join(folder, 'assets'), { recursive: true });
    await mkdir(path.join(root, 'renderer-other'));
    await writeFile(path.join(root, 'secret.json'), secret);
    await writeFile(path.join(root, 'renderer-other', 'secret.json'), secret);
    await writeFile(path.join(folder, 'unknown.bin'), secret);
    await writeFile(path.join(folder, 'index.html'), '<title>Үйге</title>');
    await writeFile(path.join(folder, 'assets', 'app.js'), 'export {};');
  });
  afterAll(() => rm(root, { recursive: true }));

  async function read(urlPath: string) {
    const { status, headers, body } = await readRendererFile(folder, urlPath);
    return { status, type: headers['content-type'], text: Buffer.from(body).toString() };
  }

  test('a file comes with its type', async () => {
    expect(await read('/assets/app.js')).toMatchObject({
      status: 200,
      type: 'text/javascript; charset=utf-8',
    });
  });

  test.each(['/', '/index.html', '/children', '/children/7QK3-0F2A'])('%s shows the app', async (place) => {
    expect(await read(place)).toMatchObject({ status: 200, text: '<title>Үйге</title>' });
  });

  test.each([
    ['/../secret.json', 400],
    ['/%2e%2e/secret.json', 400],
    ['/assets/..%2f..%2fsecret.json', 400],
    ['/..%5csecret.json', 400],
    ['/../renderer-other/secret.json', 400],
    ['/%00.html', 400],
    ['/%E0%A4%A', 400],
    ['/unknown.bin', 404],
    ['/assets/missing.js', 404],
  ])('%s is refused', async (place, status) => {
    expect(await read(place)).toMatchObject({ status, text: '' });
  });

  test('whatever the path, nothing outside the folder is read', async () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '/',
      '%2e',
      '%2f',
      '%5c',
      'secret.json',
      'renderer-other',
      'a',
      '~',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
        expect((await read(`/${parts.join('')}`)).text).not.toContain(secret);
      }),
    );
  });
});
