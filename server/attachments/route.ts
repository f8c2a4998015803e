/**
 * /attachments: the tus protocol (docs/sync-protocol.md §14), for devices alone. Every request has a
 * token for itself, with the hash of its body, so a piece counts when all of it has arrived. An
 * upload belongs to the device that began it; of any other it does not exist.
 */
import { ERRORS, Server } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v4 } from 'uuid';
import { maxDocumentBytes } from '#shared/domain/steps/documents.ts';
import { faultLines } from '#shared/fault.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { attachmentPieceBytes, documentNamed } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import { type Caller, checkToken } from '../identity/token.ts';
import { mayAttach } from './mayAttach.ts';
import { alreadyThere, isKept, type Refusal, Uploads, uploadIdOf } from './uploads.ts';

/** As to a feed that does not exist. */
const notHere: Refusal = { status_code: 404, body: 'not_found' };

export function addAttachments(app: FastifyInstance, server: ServerContext): void {
  const callers = new WeakMap<object, Caller>();
  const callerOf = (request: object): Caller => {
    const caller = callers.get(request);
    if (caller === undefined) throw notHere;
    return caller;
  };
  const tus = new Server({
    path: '/attachments',
    datastore: new Uploads(server),
    maxSize: maxDocumentBytes,
    relativeLocation: true,
    // devices are no browsers: no page of any origin reads an answer
    allowedOrigins: () => false,
    onResponseError: (_request, error) => {
      if (!(error instanceof Error)) return undefined;
      server.log.error({ fault: faultLines(error) }, 'an upload failed');
      return { status_code: 500, body: 'failed' };
    },
    namingFunction: async (request, metadata) => {
      const parsed = documentNamed.safeParse(metadata);
      if (!parsed.success) throw ERRORS.INVALID_METADATA;
      const { feed, sha256 } = parsed.data;
      const caller = callerOf(request);
      if (!(await mayAttach(server.store, caller.personId, parsed.data))) throw notHere;
      if (await isKept(server.store, { feed, sha256 })) throw alreadyThere;
      return `${feed}.${v4()}`;
    },
    onUploadCreate: async (request, upload) => ({
      metadata: { ...upload.metadata, device: callerOf(request).deviceId },
    }),
    onIncomingRequest: async (request, id) => {
      const key = uploadIdOf(id);
      if (key === null) throw notHere;
      const caller = callerOf(request);
      // it has been looked at when it got its name
      if (request.method === 'POST') return;
      const [row] = await server.store.select('attachment_upload', {
        columns: ['device_id', 'sha256'],
        where: { ...key },
      });
      if (row?.device_id !== caller.deviceId) throw notHere;
      const named = { feed: key.feed_id, sha256: toHex(row.sha256) };
      if (!(await mayAttach(server.store, caller.personId, named))) throw notHere;
    },
  });

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const caller = await checkToken(server.store, {
      authorization: request.headers.authorization,
      act: actOf(request.method, request.url),
      body,
      audience: server.identity.serverId,
      now: server.now(),
    });
    if (typeof caller === 'string') {
      await server.audit.addRefused(request.ip, { action: 'attachment', outcome: `token_${caller}` });
      return reply.status(401).send({ code: 'TOKEN_REFUSED' });
    }
    const { deviceId, personId } = caller;
    // one that was withdrawn hands in what it has written, documents too
    if (caller.revokedAs === 'lost') {
      await server.audit.add({ action: 'attachment', outcome: 'revoked', deviceId, personId });
      return reply.status(403).send({ code: 'DEVICE_REVOKED' });
    }
    const web = new Request(`http://server${request.url}`, {
      method: request.method,
      headers: headersOf(request),
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    callers.set(web, caller);
    const answer = await tus.handleWeb(web);
    if (request.method === 'POST') {
      const outcome = answer.status === 201 ? 'begun' : `status_${answer.status}`;
      await server.audit.add({ action: 'attachment', outcome, deviceId, personId });
    }
    reply.status(answer.status);
    for (const [name, value] of answer.headers) reply.header(name, value);
    return reply.send(Buffer.from(await answer.arrayBuffer()));
  };

  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/offset+octet-stream',
      { parseAs: 'buffer', bodyLimit: attachmentPieceBytes },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.post('/attachments', handle);
    scope.head('/attachments/:id', handle);
    scope.patch('/attachments/:id', handle);
  });
}

/** What the token must be for: "attachment.patch <id>". The last part of the path, whatever a proxy puts before it. */
function actOf(method: string, url: string): string {
  const id = method === 'POST' ? '' : ` ${url.split('/').at(-1) ?? ''}`;
  return `attachment.${method.toLowerCase()}${id}`;
}

function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && name.startsWith('upload-')) headers.set(name, value);
  }
  for (const name of ['tus-resumable', 'content-type', 'content-length']) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}
