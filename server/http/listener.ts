/**
 * The socket under the app: with TLS of its own, or in the clear for this machine or for a proxy that
 * has taken TLS off. In the clear towards a network nobody is listened to: the files of children would
 * be readable on the way.
 */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { isLoopbackHost } from './addresses.ts';
import type { Certificate } from './certificate.ts';

export class ClearTextRefused extends Error {
  readonly host: string;

  constructor(host: string) {
    super('in the clear towards a network');
    this.host = host;
  }
}

export function refuseClearText(host: string, guarded: boolean): void {
  if (!guarded && !isLoopbackHost(host)) throw new ClearTextRefused(host);
}

/** A connection on which nothing goes either way: longer than a poke is silent (§10), and than links stall. */
const silentMs = 120_000;

export function makeListener(certificate: Certificate | null, listener: RequestListener): Server {
  const server =
    certificate === null
      ? createServer(listener)
      : createTlsServer({ ...tlsOf(certificate), handshakeTimeout: 20_000 }, listener);
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 72_000;
  server.setTimeout(silentMs);
  return server;
}

/** For the start, and for a renewed certificate (`setSecureContext`). */
export function tlsOf({ cert, key }: Certificate): SecureContextOptions {
  return { cert, key, minVersion: 'TLSv1.2' };
}
