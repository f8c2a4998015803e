/**
 * A packaged folder, made by the real electron-builder with our configuration from the Electron that is at
 * hand, and started. Playwright cannot attach to its main process, since the fuses forbid it; its page is
 * reached through Chromium's own remote debugging.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build, Platform } from 'electron-builder';
import { chromium, type Page } from 'playwright-core';
import config from '../../build/electron-builder.config.js';
import type { ElectronRuntime } from '../../build/runtime/electron.ts';

const checkout = path.resolve(import.meta.dirname, '..', '..');

export interface PackagedFolder {
  readonly folder: string;
  readonly executable: string;
  readonly archive: string;
}

/** @param output an empty folder for it */
export async function packageFolder(runtime: ElectronRuntime, output: string): Promise<PackagedFolder> {
  const version = readFileSync(path.join(runtime.dist, 'version'), 'utf8').trim().replace(/^v/, '');
  await build({
    projectDir: checkout,
    targets: Platform.LINUX.createTarget('dir'),
    publish: 'never',
    config: {
      ...config,
      directories: { ...config.directories, output },
      electronDist: runtime.dist,
      electronVersion: version,
    },
  });
  const folder = path.join(output, 'linux-unpacked');
  return {
    folder,
    executable: path.join(folder, 'uige'),
    archive: path.join(folder, 'resources', 'app.asar'),
  };
}

export interface PackagedApp extends AsyncDisposable {
  readonly page: Page;
}

export async function startPackaged({ executable }: PackagedFolder): Promise<PackagedApp> {
  const home = await mkdtemp(path.join(tmpdir(), 'uige-packaged-home-'));
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--remote-debugging-port=0'];
  const child = spawn(executable, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Neither of them may have any effect on a packaged app.
    env: { ...process.env, UIGE_HOME: home, UIGE_HOST_NODE: '/nowhere/node', ELECTRON_RUN_AS_NODE: '1' },
  });
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const page = browser.contexts()[0]?.pages()[0];
  if (page === undefined) throw new Error('the packaged app has no window');
  return {
    page,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      const exited = once(child, 'exit');
      child.kill();
      await exited;
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function debuggingAddress(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('no stderr');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return address;
    said.push(line);
  }
  throw new Error(`the packaged app did not start: ${said.join('\n')}`);
}
