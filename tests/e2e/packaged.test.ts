import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type PackagedFolder, packageFolder, startPackaged } from './packaged.ts';

describe('the packaged app', () => {
  let output: string;
  let packaged: PackagedFolder;

  beforeAll(async () => {
    output = await mkdtemp(path.join(tmpdir(), 'uige-packaged-'));
    packaged = await packageFolder(inject('electron'), output);
  });
  afterAll(() => rm(output, { recursive: true, force: true }));

  test('holds the bundles, the fonts and the database addon for this system, and nothing else', () => {
    const files = listPackage(packaged.archive, { isPack: false }).filter(
      (name) => path.extname(name) !== '',
    );
    const folders = new Set(files.map((name) => name.split('/').slice(1, 3).join('/')));
    expect([...folders].sort()).toEqual([
      'dist/electron',
      'dist/host',
      'dist/practice',
      'dist/renderer',
      'node_modules/@expo-google-fonts',
      'node_modules/better-sqlite3-multiple-ciphers',
      'package.json',
    ]);
    const binaries = files.filter((name) => name.endsWith('.node')).map((name) => path.basename(name));
    expect(binaries.sort()).toEqual(['linux-x64.node', 'linuxmusl-x64.node']);
    expect(files.filter((name) => /\.(ts|tsx|map|test\.js)$/.test(name))).toEqual([]);
  });

  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(packaged.executable);
    const enabled = Object.values(FuseV1Options).filter(
      (option) => typeof option === 'number' && wire[option] === FuseState.ENABLE,
    );
    expect(enabled.sort()).toEqual(
      [
        FuseV1Options.EnableCookieEncryption,
        FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
        FuseV1Options.OnlyLoadAppFromAsar,
      ].sort(),
    );
  });

  test('speaks the contract over the port of its utility process, locked', async () => {
    await using app = await startPackaged(packaged);
    expect(await call(app.page, 'profile/status')).toMatchObject({ status: 200 });
    expect(await call(app.page, 'tasks/due')).toMatchObject({
      body: { ok: false, error: { code: 'locked' } },
    });
  });

  test('on an Electron too old for the database, making a profile says so and the app stays usable', async () => {
    expect(inject('electron').kind).toBe('fallback');
    await using app = await startPackaged(packaged);
    const profile = {
      name: 'Айгүл Сапарова',
      role: 'caseworker',
      institution: 'Дом надежды',
      passphrase: 'тоғыз жүз тоқсан тоғыз құлын',
      language: 'kk',
    };
    expect(await call(app.page, 'profile/create', profile)).toMatchObject({
      body: { ok: false, error: { code: 'runtime_too_old' } },
    });
    expect(await call(app.page, 'profile/status')).toMatchObject({ status: 200 });
  });

  test('has no developer tools and no Node in its page', async () => {
    await using app = await startPackaged(packaged);
    expect(app.page.url()).toMatch(/^app:\/\/uige\//);
    expect(await app.page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined');
  });
});

/**
 * One call in the contract's own encoding, over a port that the page asks the shell for. The page's own
 * line may get hold of that port and we of its one: both lead to the same host, and our call has an id of
 * its own.
 */
async function call(page: Page, procedure: string, input?: unknown): Promise<unknown> {
  await page.waitForLoadState('load');
  return page.evaluate(
    async ({ procedure, input }) => {
      const { uige } = window;
      if (uige === undefined) throw new Error('the page has no bridge');
      const id = `test-${procedure}`;
      const handed = new Promise<MessagePort>((resolve) => {
        window.addEventListener('message', (event) => {
          const [port] = event.ports;
          if (event.data === 'uige:port' && port !== undefined) resolve(port);
        });
      });
      if (!(await uige.connect())) throw new Error('there is no host');
      const port = await handed;
      const answer = new Promise<{ s?: number; b?: { json: unknown } }>((resolve) => {
        port.addEventListener('message', ({ data }) => {
          const { i, p } = JSON.parse(data);
          if (i === id) resolve(p);
        });
      });
      port.start();
      port.postMessage(JSON.stringify({ i: id, p: { u: `/${procedure}`, b: { json: input } } }));
      const { s, b } = await answer;
      return { status: s ?? 200, body: b?.json };
    },
    { procedure, input },
  );
}
