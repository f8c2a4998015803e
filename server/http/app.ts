/**
 * The HTTP side: Fastify with oRPC under /rpc (what devices speak) and /api (plain JSON, described
 * in /openapi.json), documents under /attachments,
 * the web console under /console, /healthz and /metrics. It decides nothing about feeds. Its logs hold the
 * procedure, status and time, and never a path, a body, a name or a token.
 */
import { randomUUID } from 'node:crypto';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { faultLines } from '#shared/fault.ts';
import { syncContract } from '#shared/sync/contract.ts';
import { protocolHeader } from '#shared/sync/messages.ts';
import { addAttachments } from '../attachments/route.ts';
import type { PageFolder } from '../console/pages.ts';
import { addConsole } from '../console/plugin.ts';
import type { ServerContext } from '../context.ts';
import type { Looks } from '../metrics/metrics.ts';
import { addMetrics } from '../metrics/route.ts';
import { databaseIsAway } from '../postgres/away.ts';
import { among } from './addresses.ts';
import { readBodies } from './bodies.ts';
import type { Certificate } from './certificate.ts';
import { maxPackedBytes, pack } from './compression.ts';
import { makeListener } from './listener.ts';
import type { Patience } from './patience.ts';
import { procedureOf } from './procedure.ts';
import { makeRouter, type RequestContext } from './router.ts';

export interface AppOptions {
  /** Ends when the server stops. */
  readonly closing: AbortSignal;
  readonly page: PageFolder;
  /** Null: in the clear, on this machine or behind a proxy. */
  readonly certificate: Certificate | null;
  /** Addresses of proxies whose word is taken for where a request comes from. */
  readonly proxies: readonly string[];
  readonly metricsFrom: readonly string[];
  readonly looks: Looks;
  /** By default the usual one; tests have less. */
  readonly patience?: Patience | undefined;
}

export async function makeApp(server: ServerContext, options: AppOptions) {
  const { closing, proxies } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: maxPackedBytes,
    serverFactory: (listener) => makeListener(options.certificate, listener, options.patience),
    trustProxy: proxies.length === 0 ? false : among(proxies),
    genReqId: () => randomUUID(),
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
    const procedure = procedureOf(request);
    const { statusCode: status, elapsedTime } = reply;
    server.metrics.request(procedure, status, elapsedTime / 1000);
    server.log.info({ request: request.id, procedure, status, ms: Math.round(elapsedTime) }, 'request');
  });
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = databaseIsAway(error) ? 503 : (error.statusCode ?? 500);
    if (status >= 500)
      server.log.error({ request: request.id, fault: faultLines(error) }, 'a request failed');
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
    address: request.ip,
    protocol: protocolOf(request.headers[protocolHeader]),
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
  await addConsole(app, server, options.page);
  const { metricsFrom: from, looks } = options;
  addMetrics(app, server, { from, behindProxy: proxies.length > 0 }, looks);

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

/** Who tells nothing that can be read is of the first version, which told nothing. */
function protocolOf(told: string | string[] | undefined): number {
  const version = Number(told);
  return Number.isInteger(version) && version >= 1 ? version : 1;
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
  server.log.error({ fault: faultLines(error) }, 'a procedure failed');
}

function describe() {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(syncContract, {
    info: { title: 'Uige sync server', version: '1', description: 'docs/sync-protocol.md' },
    servers: [{ url: '/api' }],
  });
}
