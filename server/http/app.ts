/**
 * The HTTP side: Fastify with oRPC under /rpc (what devices speak) and /api (plain JSON, described
 * in /openapi.json), documents under /attachments,
 * the web console under /console, and /healthz. It decides nothing about feeds. Its logs hold method, path,
 * status and time, and never a body, a name or a token.
 */
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { syncContract } from '#shared/sync/contract.ts';
import { addAttachments } from '../attachments/route.ts';
import type { PageFolder } from '../console/pages.ts';
import { addConsole } from '../console/plugin.ts';
import type { ServerContext } from '../context.ts';
import { maxPackedBytes, pack, type UnpackFault, unpack } from './compression.ts';
import { makeRouter, type RequestContext } from './router.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The unpacked body as bytes. */
    unpacked: Uint8Array | null;
  }
}

const faultStatus: Record<UnpackFault, number> = { unknown_encoding: 415, too_large: 413, damaged: 400 };

class BodyFault extends Error {
  readonly statusCode: number;
  constructor(fault: UnpackFault | 'not_json') {
    super(fault);
    this.statusCode = fault === 'not_json' ? 400 : faultStatus[fault];
  }
}

export async function makeApp(server: ServerContext, closing: AbortSignal, page: PageFolder) {
  const app = Fastify({ logger: false, bodyLimit: maxPackedBytes, requestTimeout: 60_000 });
  app.decorateRequest('unpacked', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, readBody);
  app.addHook('onRequest', async (request, reply) => {
    // a connection that carried a stream ends with it, so that stopping does not wait for its idling
    if (request.url.endsWith('/poke')) reply.header('connection', 'close');
  });
  app.addHook('onSend', packAnswer);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime);
    server.log.info({ method, path: routeOptions.url, status: reply.statusCode, ms }, 'request');
  });
  app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) server.log.error({ error: error.message }, 'request failed');
    return reply.status(status).send({ code: status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST' });
  });

  const router = makeRouter(server);
  const rpc = new RPCHandler<RequestContext>(router, {
    interceptors: [onError((error) => logUnexpected(server, error))],
  });
  const api = new OpenAPIHandler<RequestContext>(router, {
    interceptors: [onError((error) => logUnexpected(server, error))],
  });
  const contextOf = (request: FastifyRequest): RequestContext => ({
    authorization: request.headers.authorization,
    body: request.unpacked ?? new Uint8Array(),
    closing,
  });
  app.all('/rpc/*', async (request, reply) => {
    const { matched } = await rpc.handle(request, reply, { prefix: '/rpc', context: contextOf(request) });
    if (!matched) return reply.status(404).send({ code: 'NOT_FOUND' });
  });
  app.all('/api/*', async (request, reply) => {
    const { matched } = await api.handle(request, reply, { prefix: '/api', context: contextOf(request) });
    if (!matched) return reply.status(404).send({ code: 'NOT_FOUND' });
  });

  addAttachments(app, server);
  await addConsole(app, server, page);

  const description = await describe();
  app.get('/openapi.json', async () => description);
  app.get('/healthz', async (_request, reply) => {
    try {
      await server.store.ping();
      return { status: 'ok' };
    } catch {
      return reply.status(503).send({ status: 'database_unreachable' });
    }
  });
  return app;
}

async function readBody(request: FastifyRequest, body: Buffer): Promise<unknown> {
  const unpacked = await unpack(body, request.headers['content-encoding']);
  if (typeof unpacked === 'string') throw new BodyFault(unpacked);
  request.unpacked = unpacked;
  if (unpacked.length === 0) return undefined;
  try {
    return JSON.parse(unpacked.toString('utf8'));
  } catch {
    throw new BodyFault('not_json');
  }
}

async function packAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (typeof payload !== 'string') return payload;
  const packed = await pack(payload, request.headers['accept-encoding']);
  if (packed === null) return payload;
  reply
    .header('content-encoding', packed.encoding)
    .header('vary', 'accept-encoding')
    .removeHeader('content-length');
  return packed.body;
}

/** What a device was refused is in the audit; here is what should not have happened. */
function logUnexpected(server: ServerContext, error: unknown): void {
  if (error instanceof ORPCError && (error.status < 500 || error.code === 'BUSY')) return;
  server.log.error({ error: error instanceof Error ? error.stack : 'unknown' }, 'a procedure failed');
}

function describe() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(syncContract, {
    info: { title: 'Uige sync server', version: '1', description: 'docs/sync-protocol.md' },
    servers: [{ url: '/api' }],
  });
}
