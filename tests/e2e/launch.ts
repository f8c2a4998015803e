/**
 * Starts the real app in the real Electron, with a home folder of its own, and hands out its page.
 *
 *   await using app = await launchApp();
 *   await app.page.getByRole('button', { name: 'Начать' }).click();
 *
 * The same home can be opened again after `close()`: pass it as `home`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { inject } from 'vitest';

const checkout = path.resolve(import.meta.dirname, '..', '..');

export interface LaunchOptions {
  /** A home folder that exists already; it is then not removed at the end. */
  readonly home?: string;
  /** The app's today, YYYY-MM-DD; the machine's own by default. */
  readonly today?: string;
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunningApp extends AsyncDisposable {
  readonly electron: ElectronApplication;
  /** The page of its one window. */
  readonly page: Page;
  /** The profile's folder. */
  readonly home: string;
  /** What the page wrote to its console as warnings and errors. */
  readonly complaints: readonly string[];
  /** Quits the app and waits for it; the home folder stays until the disposal. */
  close(): Promise<void>;
}

export async function makeHome(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'uige-home-'));
}

export async function removeHome(home: string): Promise<void> {
  await rm(home, { recursive: true, force: true });
}

export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const runtime = inject('electron');
  const home = options.home ?? (await makeHome());
  const root = process.getuid?.() === 0;
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [...(root ? ['--no-sandbox'] : []), '--force-device-scale-factor=1', checkout],
    env: {
      ...environment(),
      UIGE_HOME: home,
      ...(runtime.kind === 'fallback' ? { UIGE_HOST_NODE: process.execPath } : {}),
      ...(options.today === undefined ? {} : { UIGE_TODAY: options.today }),
      ...options.env,
    },
  });
  const page = await electron.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForLoadState('domcontentloaded');

  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await electron.close();
  };
  return {
    electron,
    page,
    home,
    complaints,
    close,
    [Symbol.asyncDispose]: async () => {
      await close();
      if (options.home === undefined) await removeHome(home);
    },
  };
}

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(entries);
}
