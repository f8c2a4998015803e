/**
 * Starts the central server: database, HTTP, and the background work. Any number of these
 * processes may share one database.
 */
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Admin, makeAdmin } from './admin/admin.ts';
import { endDueGrants } from './admin/transfer.ts';
import type { PageFolder } from './console/pages.ts';
import { makeApp } from './http/app.ts';
import { type DatabaseOptions, openServer } from './open.ts';

export interface ServerOptions extends DatabaseOptions {
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** The web console's page; by default as the build left it in dist/. */
  readonly console?: PageFolder;
}

/** Where the build puts the console's page. */
export const consoleFolder = path.resolve(import.meta.dirname, '..', 'dist', 'console');

/** Grants that end by themselves are looked for so often. */
const grantEndsEveryMs = 60_000;

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly admin: Admin;
  /** Resolves when every case that moved has its summary. */
  drained(): Promise<void>;
  /** Answers what is under way, ends the streams, stops the own PostgreSQL. */
  close(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const open = await openServer(options);
  const closing = new AbortController();
  try {
    const app = await makeApp(open.context, closing.signal, options.console ?? { folder: consoleFolder });
    const host = options.host ?? '127.0.0.1';
    await app.listen({ host, port: options.port ?? 0 });
    open.deriver.start();
    const grantEnds = setInterval(() => {
      endDueGrants(open.context).catch((error: Error) =>
        open.context.log.warn({ error: error.message }, 'grants that end were not looked at'),
      );
    }, grantEndsEveryMs);
    const port = portOf(app.server.address());
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
      port,
      admin: makeAdmin(open.context),
      drained: () => open.deriver.drained(),
      close: async () => {
        closing.abort();
        clearInterval(grantEnds);
        await app.close();
        await open.close();
      },
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Administration without a listening server; `close` it. Works beside a running one. */
export async function openAdmin(options: DatabaseOptions): Promise<{ admin: Admin; close(): Promise<void> }> {
  const open = await openServer(options);
  return {
    admin: makeAdmin(open.context),
    close: async () => {
      // what an operation here has moved is summarised before leaving
      await open.deriver.drained();
      await open.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
