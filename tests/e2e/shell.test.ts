import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchApp, type RunningApp } from './launch.ts';

describe('the desktop window', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launchApp();
  });
  afterAll(() => app[Symbol.asyncDispose]());

  test('opens on the app, with its name and size', async () => {
    const { page, electron } = app;
    expect(page.url()).toMatch(/^app:\/\/uige\//);
    expect(await page.title()).toContain('Үйге');
    const size = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
    expect(size).toEqual([1366, 768]);
  });

  test('its page has no Node and no Electron, only the bridge', async () => {
    const { page } = app;
    const found = await page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      bridge: Object.keys(window.uige ?? {}).sort(),
    }));
    expect(found).toEqual({
      require: 'undefined',
      process: 'undefined',
      bridge: [
        'connect',
        'onMenu',
        'platform',
        'print',
        'quit',
        'remember',
        'saveFile',
        'settings',
        'version',
      ],
    });
  });

  test('its page runs in a sandbox, in a world of its own', async () => {
    const { electron } = app;
    const preferences = await electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // In every Electron, but not in its types.
      const read = contents === undefined ? undefined : Reflect.get(contents, 'getLastWebPreferences');
      return Reflect.apply(read, contents, []);
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  test('its page comes with the strict policy, and obeys it', async () => {
    const { page } = app;
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    const evaluated = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.injected = true';
      document.head.append(script);
      return Reflect.get(globalThis, 'injected') === true;
    });
    expect(evaluated).toBe(false);
  });

  test('serves nothing outside the renderer', async () => {
    const { page } = app;
    const answers = await page.evaluate(async () => {
      const places = ['/..%2felectron/main.js', '/..%5chost/main.js', 'app://other/index.html'];
      const status = async (place: string) =>
        fetch(place).then(
          (response) => response.status,
          () => 'refused',
        );
      return Promise.all(places.map(status));
    });
    expect(answers).toEqual([400, 400, 'refused']);
  });

  test('does not leave the app', async () => {
    const { page, electron } = app;
    await page.evaluate(() => {
      window.open('http://example.org/');
      window.location.href = 'http://example.org/';
    });
    await expect.poll(() => refusals(electron)).toBeGreaterThanOrEqual(2);
    expect(page.url()).toMatch(/^app:\/\/uige\//);
    expect(electron.windows()).toHaveLength(1);
  });

  test('has no network of its own', async () => {
    const { page } = app;
    const reached = await page.evaluate(() =>
      Promise.all(
        ['http://127.0.0.1:1/', 'https://example.org/'].map((address) =>
          fetch(address, { mode: 'no-cors' }).then(
            () => true,
            () => false,
          ),
        ),
      ),
    );
    expect(reached).toEqual([false, false]);
  });

  test('gives no permission but copying', async () => {
    const { page } = app;
    const states = await page.evaluate(async () => {
      const geolocation = await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'other'),
        );
      });
      const asked = (name: PermissionName) =>
        navigator.permissions.query({ name }).then(({ state }) => state);
      const [camera, microphone] = [await asked('camera'), await asked('microphone')];
      return { geolocation, camera, microphone, notification: await Notification.requestPermission() };
    });
    expect(states).toEqual({
      geolocation: 'denied',
      camera: 'denied',
      microphone: 'denied',
      notification: 'denied',
    });
  });

  test('a report is saved where the person says, under a harmless name', async () => {
    const { page, electron, home } = app;
    const place = path.join(home, 'report.csv');
    await electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async (...given: unknown[]) => {
        Reflect.set(globalThis, 'asked', given.at(-1));
        return { canceled: false, filePath };
      };
    }, place);
    const outcome = await page.evaluate(() =>
      window.uige?.saveFile('../..\\есеп: 2026.csv', new TextEncoder().encode('a;b')),
    );
    expect(outcome).toBe('saved');
    expect(await readFile(place, 'utf8')).toBe('a;b');
    const asked = await electron.evaluate(() => Reflect.get(globalThis, 'asked'));
    expect(asked).toMatchObject({ defaultPath: 'есеп_ 2026.csv' });
  });

  test('gets a new line when the host is killed', async () => {
    const { page, electron } = app;
    await page.evaluate(() => {
      window.addEventListener('message', ({ data }) => {
        if (data === 'uige:port') document.documentElement.dataset.lines = 'new';
      });
    });
    const killed = hostOf(electron.process().pid ?? 0);
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.lines)).toBe('new');
    expect(hostOf(electron.process().pid ?? 0)).not.toBe(killed);
  });

  test('remembers its place and language for the next start, and shows the menu in it', async () => {
    await using first = await launchApp();
    await first.page.evaluate(() => window.uige?.remember({ language: 'kk' }));
    await first.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1200, height: 700 }),
    );
    await first.close();
    await using second = await launchApp({ home: first.home });
    const menu = await second.electron.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.items.map(({ label }) => label),
    );
    expect(menu).toEqual(['Файл', 'Өңдеу', 'Көрініс', 'Анықтама']);
    expect(await second.page.evaluate(() => window.uige?.settings.language)).toBe('kk');
    const size = await second.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getSize(),
    );
    expect(size).toEqual([1200, 700]);
  });
});

/** The process of the host: the child of the shell that runs dist/host/main.js. */
function hostOf(shell: number): number {
  // Each thread of the shell has children of its own.
  const threads = readdirSync(`/proc/${shell}/task`);
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/${shell}/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean),
  );
  const host = children.find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dist/host/main.js'),
  );
  if (host === undefined) throw new Error('the shell has no host');
  return Number(host);
}

/** How many steps out of the app the shell has refused, from its log. */
async function refusals(electron: RunningApp['electron']): Promise<number> {
  const log = await electron.evaluate(({ app }) => app.getPath('userData'));
  const text = await readFile(path.join(log, 'shell.log'), 'utf8');
  return text.split('\n').filter((line) => line.includes('navigation.refused')).length;
}
