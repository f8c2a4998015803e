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
import { readBodies } from './bodies.ts';
import { maxPackedBytes, pack } from './compression.ts';
import { makeRouter, type RequestContext } from './router.ts';

/** A connection on which nothing goes either way: longer than a poke is silent (§10), and than links stall. */
const silentMs = 120_000;

export async function makeApp(server: ServerContext, closing: AbortSignal, page: PageFolder) {
  const app = Fastify({
    logger: false,
    bodyLimit: maxPackedBytes,
    requestTimeout: 60_000,
    connectionTimeout: silentMs,
  });
  readBodies(app, server);
  app.addHook('onRequest', async (request, reply) => {
    // data, and nobody's page: not to be guessed at, kept or put into a frame; the console's answers say more
    reply.headers({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
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

  app.setNotFoundHandler(async (_request, reply) => reply.status(404).send({ code: 'NOT_FOUND' }));

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
  app.post('/rpc/*', async (request, reply) => {
    const { matched } = await rpc.handle(request, reply, { prefix: '/rpc', context: contextOf(request) });
    if (!matched) return reply.status(404).send({ code: 'NOT_FOUND' });
  });
  app.post('/api/*', async (request, reply) => {
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
