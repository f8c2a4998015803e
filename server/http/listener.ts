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
import { letGoOfTakers, type Patience, usualPatience } from './patience.ts';

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

export function makeListener(
  certificate: Certificate | null,
  listener: RequestListener,
  patience: Patience = usualPatience,
): Server {
  const limits = {
    headersTimeout: patience.headMs,
    requestTimeout: patience.requestMs,
    connectionsCheckingInterval: patience.lookEveryMs,
    keepAliveTimeout: 72_000,
  };
  const server =
    certificate === null
      ? createServer(limits, listener)
      : createTlsServer({ ...limits, ...tlsOf(certificate), handshakeTimeout: 20_000 }, listener);
  server.setTimeout(patience.silentMs);
  letGoOfTakers(server, patience);
  return server;
}

/** For the start, and for a renewed certificate (`setSecureContext`). */
export function tlsOf({ cert, key }: Certificate): SecureContextOptions {
  return { cert, key, minVersion: 'TLSv1.2' };
}
