/**
 * `npm start`: bundles the app if a source has changed, and opens it in Electron; in the browser of this
 * machine where there is no display, no Electron, or with --browser.
 *
 *   npm start -- [--browser] [--port N]
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { inCheckout } from './bootstrap/places.js';
import { say } from './bootstrap/say.js';
import { bundle } from './bundle.ts';
import { ensureSystemPackages } from './runtime/debian.ts';
import { type ElectronRuntime, obtainElectron } from './runtime/electron.ts';

const { values: options } = parseArgs({
  options: { browser: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
});

const whyBrowser = options.browser ? 'as asked' : whyNoWindow();
await bundle();
if (whyBrowser !== undefined) {
  await serveBrowser(whyBrowser);
} else {
  ensureSystemPackages('app');
  const electron = await obtainElectron();
  if (electron.ok) openElectron(electron.runtime);
  else await serveBrowser(electron.reason);
}

function whyNoWindow(): string | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return undefined;
  return 'this machine has no display';
}

async function serveBrowser(reason: string): Promise<void> {
  const { startBrowserApp } = await import('../host/browser.ts');
  const server = await startBrowserApp({
    rendererFolder: inCheckout('dist', 'renderer'),
    port: Number.parseInt(options.port, 10),
  });
  say(`the app is served to a browser on this machine (${reason}); open this address once, end with Ctrl-C:`);
  process.stdout.write(`${server.address}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}

function openElectron(runtime: ElectronRuntime): void {
  const env = { ...process.env };
  // The older Electron cannot load the database addon: its host runs on our own Node.
  if (runtime.kind === 'fallback') env.UIGE_HOST_NODE ??= process.execPath;
  const withoutSandbox = whyNoSandbox();
  if (withoutSandbox !== undefined) say(`the window runs without Chromium's sandbox: ${withoutSandbox}`);
  const args = [...(withoutSandbox === undefined ? [] : ['--no-sandbox']), inCheckout()];
  const child = spawn(runtime.executable, args, { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** Where Chromium's sandbox cannot work, it refuses to start. A packaged app is installed so that it can. */
function whyNoSandbox(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'it refuses to run for root';
  const restricted = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  if (existsSync(restricted) && readFileSync(restricted, 'utf8').trim() === '1') {
    return 'this system does not allow it to programs of a user';
  }
  return undefined;
}
