/**
 * Bodies of requests, as bytes and as JSON (docs/sync-protocol.md §2). A few kilobytes unpack to 16 MiB,
 * and parse into hundreds: only a device of this server may make it do that. Whoever is not known yet,
 * who enrols or signs in to the console, has little to say.
 */
import { Transform } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context.ts';
import { isFromDevice } from '../identity/token.ts';
import { maxUnpackedBytes, type UnpackFault, unpack } from './compression.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The unpacked body as bytes. */
    unpacked: Uint8Array | null;
  }
}

/** What anybody may send, packed and unpacked: an enrolment with all its aliases is a quarter of it. */
export const anybodysBytes = 64 * 1024;

const faultStatus: Record<UnpackFault, number> = { unknown_encoding: 415, too_large: 413, damaged: 400 };

class BodyFault extends Error {
  readonly statusCode: number;
  constructor(fault: UnpackFault | 'not_json') {
    super(fault);
    this.statusCode = fault === 'not_json' ? 400 : faultStatus[fault];
  }
}

/** JSON is the only kind of body, but for the pieces of documents, which their route takes itself. */
export function readBodies(app: FastifyInstance, server: ServerContext): void {
  const mayBeLarge = ({ headers: { authorization } }: FastifyRequest): Promise<boolean> =>
    isFromDevice(server.store, {
      authorization,
      audience: server.identity.serverId,
    });

  app.decorateRequest('unpacked', null);
  app.removeAllContentTypeParsers();
  app.addHook('preParsing', async (request, _reply, payload) => {
    const length = Number(request.headers['content-length'] ?? Number.NaN);
    // small ones need no look into the database: nearly all are
    if (length <= anybodysBytes || (await mayBeLarge(request))) return payload;
    if (length > anybodysBytes) throw new BodyFault('too_large');
    return payload.pipe(noMoreThan(anybodysBytes));
  });
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer): Promise<unknown> => {
      const encoding = request.headers['content-encoding'];
      let unpacked = await unpack(body, encoding, anybodysBytes);
      if (unpacked === 'too_large' && (await mayBeLarge(request))) {
        unpacked = await unpack(body, encoding, maxUnpackedBytes);
      }
      if (typeof unpacked === 'string') throw new BodyFault(unpacked);
      request.unpacked = unpacked;
      return parsed(unpacked);
    },
  );
}

function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new BodyFault('not_json');
  }
}

/** For a body that does not say how long it is. */
function noMoreThan(most: number): Transform & { receivedEncodedLength: number } {
  const stream = new Transform({
    transform(part: Buffer, _encoding, done) {
      counted.receivedEncodedLength += part.length;
      done(counted.receivedEncodedLength > most ? new BodyFault('too_large') : null, part);
    },
  });
  const counted = Object.assign(stream, { receivedEncodedLength: 0 });
  return counted;
}
