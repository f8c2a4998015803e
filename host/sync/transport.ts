/**
 * Talks to the server (docs/sync-protocol.md §2, §3): oRPC over the given fetch, bodies packed,
 * each request with a token signed for it alone. It decides nothing and stores nothing.
 */

import { createHash, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { SignJWT } from 'jose';
import type { SyncClient } from '#shared/sync/contract.ts';
import { protocolHeader, protocolVersion } from '#shared/sync/messages.ts';
import { Link, type Packing } from './link.ts';
import { SilenceWatch } from './silenceWatch.ts';

export interface Credentials {
  readonly deviceId: string;
  readonly signKey: KeyObject;
  /** The server's id, as told at enrolment. */
  readonly serverId: string;
}

export interface TransportOptions {
  readonly serverUrl: string;
  readonly fetch: typeof fetch;
  /** This device's clock, corrected by what is known of the server's. */
  readonly serverNow: () => Date;
  /** Null before enrolment. */
  readonly credentials: Credentials | null;
  /** How bodies are packed here and there; by default as this runtime can. */
  readonly link?: Link;
  /** Told when the request is on its way. */
  readonly sent?: () => void;
  /** An answer that takes longer is no answer, and a stream that is silent for so long has ended, milliseconds. */
  readonly timeoutMs?: number;
}

/** How long an answer may take where nobody says otherwise, milliseconds. */
export const usualTimeoutMs = 60_000;

const tokenSeconds = 100;
const worthPackingBytes = 512;
/** A page is at most 512 KiB of payload; anything much larger is not an answer of ours. */
const maxAnswerBytes = 64 * 1024 * 1024;
// Looked up when used: a runtime too old for the database has no zstd, but must load the host to say so.
const packZstd = (body: Uint8Array, options: zlib.ZstdOptions) => promisify(zlib.zstdCompress)(body, options);
const packGzip = promisify(zlib.gzip);

export function connectToServer(options: TransportOptions): SyncClient {
  const link = new RPCLink({
    url: `${options.serverUrl.replace(/\/+$/, '')}/rpc`,
    fetch: (request, _init, _options, path) => send(options, request, path.join('.')),
  });
  return createORPCClient(link);
}

async function send(options: TransportOptions, request: Request, act: string): Promise<Response> {
  const { timeoutMs = usualTimeoutMs, link = new Link() } = options;
  const body = new Uint8Array(await request.arrayBuffer());
  const headers = new Headers(request.headers);
  headers.set('accept-encoding', link.packings.join(', '));
  headers.set(protocolHeader, String(protocolVersion));
  if (options.credentials !== null) {
    const { serverNow, credentials } = options;
    headers.set('authorization', `Bearer ${await makeToken(serverNow(), credentials, act, body)}`);
  }
  headers.delete('content-length');
  // a stream of pokes lasts while it says something; everything else is answered within the time
  const silence = act === 'poke' ? new SilenceWatch(timeoutMs) : null;
  const time = silence?.signal ?? AbortSignal.timeout(timeoutMs);
  const asked = async (packing: Packing): Promise<Response> => {
    const packed = await pack(body, packing);
    if (packed === body) headers.delete('content-encoding');
    else headers.set('content-encoding', packing);
    const answer = options.fetch(request.url, {
      method: request.method,
      headers,
      body: packed,
      signal: AbortSignal.any([request.signal, time]),
      redirect: 'error',
    });
    options.sent?.();
    return await answer;
  };
  // another request beside this one may have learned meanwhile what the other side takes
  const { packing } = link;
  let response = await asked(packing);
  if (response.status === 415 && packing !== 'gzip') {
    link.packing = 'gzip';
    await response.body?.cancel();
    response = await asked('gzip');
  }
  return silence === null ? bounded(response) : silence.over(response, request);
}

/** The whole answer, or an error where it unpacks to more than any answer of ours. */
export async function bounded(response: Response): Promise<Response> {
  if (response.body === null) return response;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.length;
    if (size > maxAnswerBytes) throw new TypeError('the answer is too large');
    parts.push(new Uint8Array(part));
  }
  const headers = new Headers(response.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(new Blob(parts), { status: response.status, headers });
}

async function pack(body: Uint8Array<ArrayBuffer>, packing: Packing): Promise<Uint8Array<ArrayBuffer>> {
  if (body.length < worthPackingBytes) return body;
  const packed =
    packing === 'zstd'
      ? await packZstd(body, { params: { [zlib.constants.ZSTD_c_compressionLevel]: 6 } })
      : await packGzip(body);
  return new Uint8Array(packed);
}

/** For one request: what it does and the bytes of its body. */
export function makeToken(
  serverNow: Date,
  { deviceId, signKey, serverId }: Credentials,
  act: string,
  body: Uint8Array,
): Promise<string> {
  const issuedAt = Math.floor(serverNow.getTime() / 1000);
  return new SignJWT({ act, bod: createHash('sha256').update(body).digest('base64url') })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(deviceId)
    .setAudience(serverId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenSeconds)
    .sign(signKey);
}
