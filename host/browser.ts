/**
 * The app in a browser: the same host, renderer and contract as in the desktop window, on 127.0.0.1, for a
 * machine without a display and for tests.
 */
import { homedir } from 'node:os';
import { clockAt, todayOf } from './clock.ts';
import { profileHome } from './home.ts';
import { createHost } from './host.ts';
import { type BrowserServer, startBrowserServer } from './transport/browserServer.ts';

export interface BrowserAppOptions {
  /** Absolute path of the built renderer. */
  readonly rendererFolder: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Starts the app; it ends when the returned server is closed. */
export async function startBrowserApp(options: BrowserAppOptions): Promise<BrowserServer> {
  const host = createHost({
    home: profileHome({ platform: process.platform, env: process.env, userFolder: homedir() }),
    clock: clockAt(todayOf(process.env), () => new Date()),
    machineClock: () => new Date(),
    asksClock: todayOf(process.env) === null,
    syncsByItself: true,
    locksWhenIdle: true,
  });
  const server = await startBrowserServer({ ...options, router: host.router });
  return {
    address: server.address,
    close: async () => {
      await server.close();
      await host.close();
    },
  };
}
