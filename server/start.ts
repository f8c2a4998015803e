/**
 * Starts the central server: database, HTTP, and the background work. Any number of these
 * processes may share one database.
 */
import { Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Admin, makeAdmin } from './admin/admin.ts';
import { startChores } from './chores.ts';
import type { PageFolder } from './console/pages.ts';
import { makeApp } from './http/app.ts';
import { type CertificateFiles, readCertificate, watchCertificate } from './http/certificate.ts';
import { refuseClearText, tlsOf } from './http/listener.ts';
import type { Patience } from './http/patience.ts';
import { type DatabaseOptions, openServer } from './open.ts';

export interface ServerOptions extends DatabaseOptions {
  /** Where to listen; anywhere but this machine only with `tls` or `behindProxy`. */
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly tls?: CertificateFiles;
  /** Addresses of proxies that are believed where a request comes from (http/addresses.ts). */
  readonly behindProxy?: readonly string[];
  /** Addresses that may read /metrics; this machine by default. */
  readonly metricsFrom?: readonly string[];
  /** The web console's page; by default as the build left it in dist/. */
  readonly console?: PageFolder;
  /** How long it waits for whoever is slow; the usual by default. */
  readonly patience?: Patience;
}

/** Where the build puts the console's page. */
export const consoleFolder = path.resolve(import.meta.dirname, '..', 'dist', 'console');

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly admin: Admin;
  /** Resolves when every case that moved has its summary. */
  drained(): Promise<void>;
  /** Resolves when no feed is being packed. */
  packed(): Promise<void>;
  /**
   * Takes no new requests, answers those under way, ends the streams, stops the own PostgreSQL. What is
   * not answered within ten seconds is cut: devices ask again.
   */
  close(): Promise<void>;
  /** Cuts what is under way at once, for whoever has no ten seconds; `close` goes on. */
  hurry(): void;
}

const patienceMs = 10_000;

/** Throws CertificateFault or ClearTextRefused before anything is opened. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const { tls, behindProxy: proxies = [] } = options;
  refuseClearText(host, tls !== undefined || proxies.length > 0);
  let certificate = tls === undefined ? null : readCertificate(tls);
  const open = await openServer(options);
  const { context } = open;
  const closing = new AbortController();
  try {
    const app = await makeApp(context, {
      closing: closing.signal,
      page: options.console ?? { folder: consoleFolder },
      certificate,
      proxies,
      metricsFrom: options.metricsFrom ?? ['loopback'],
      patience: options.patience,
      looks: {
        summaryJobs: () => context.store.count('summary_job'),
        connections: open.connections,
        certificateExpiresAt: () => certificate?.expiresAt ?? null,
      },
    });
    await app.listen({ host, port: options.port ?? 0 });
    open.deriver.start();
    const stopWatching =
      tls === undefined || certificate === null
        ? () => undefined
        : watchCertificate(tls, certificate, context.log, (renewed) => {
            certificate = renewed;
            if (app.server instanceof TlsServer) app.server.setSecureContext(tlsOf(renewed));
          });
    const stopChores = startChores(context);
    const port = portOf(app.server.address());
    const hurry = (): void => app.server.closeAllConnections();
    context.log.info({ tls: tls !== undefined, proxies: proxies.length, port }, 'the server listens');
    return {
      url: `${tls === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
      port,
      admin: makeAdmin(context),
      drained: () => open.deriver.drained(),
      packed: () => open.snapshots.idle(),
      hurry,
      close: async () => {
        const patience = setTimeout(hurry, patienceMs);
        closing.abort();
        stopChores();
        stopWatching();
        await app.close();
        clearTimeout(patience);
        await open.close();
        context.log.info('the server has stopped');
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
