/**
 * The web console in the server: the page under /console/, its procedures under /console/rpc. A call
 * must come from the page itself: by its origin, as JSON, with the session's cookie and the page's key.
 */
import { ORPCError, onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { keyHeader } from '#shared/console/contract.ts';
import { faultLines } from '#shared/fault.ts';
import type { ServerContext } from '../context.ts';
import { cookieOf, tokenIn } from './cookie.ts';
import type { CallContext } from './door.ts';
import { freshNonce, securityHeaders } from './headers.ts';
import { OverviewCache } from './overviewCache.ts';
import { type PageFolder, Pages, standIn } from './pages.ts';
import { Passwords } from './passwords.ts';
import { makeConsoleRouter } from './router.ts';
import { findSession } from './sessions.ts';

export const consolePlace = '/console';

/** Puts the console onto the server's app. */
export async function addConsole(
  app: FastifyInstance,
  server: ServerContext,
  page: PageFolder,
): Promise<void> {
  const passwords = new Passwords();
  const pages = new Pages(page);
  const parts = { server, passwords, overviews: new OverviewCache() };
  const rpc = new RPCHandler<CallContext>(makeConsoleRouter(parts), {
    interceptors: [onError((error) => logUnexpected(server, error))],
  });

  app.get('/', async (_request, reply) => reply.redirect(`${consolePlace}/`));
  app.get(consolePlace, async (_request, reply) => reply.redirect(`${consolePlace}/`));
  await app.register(
    async (own) => {
      own.addHook('onClose', () => passwords.close());
      own.addHook('onRequest', async (request, reply) => {
        reply.headers(securityHeaders(freshNonce(), isSecure(request)));
      });
      own.get('/', { prefixTrailingSlash: 'slash' }, async (request, reply) => {
        const state = await pages.state();
        reply.type('text/html; charset=utf-8');
        if (state !== 'ready') return reply.status(state === 'missing' ? 503 : 200).send(standIn(state));
        const nonce = freshNonce();
        reply.headers(securityHeaders(nonce, isSecure(request)));
        return reply.send(pages.document(nonce));
      });
      own.get('/*', async (request, reply) => {
        await pages.state();
        const file = await pages.file(nameIn(request));
        if (file === null) return reply.status(404).type('text/plain').send('');
        if (file.forever) reply.header('cache-control', 'public, max-age=31536000, immutable');
        return reply.type(file.type).send(file.body);
      });
      own.post('/rpc/*', async (request, reply) => {
        if (!isFromOwnPage(request)) return reply.status(403).send({ code: 'ORIGIN_REFUSED' });
        const context = await contextOf(server, request, reply);
        const { matched } = await rpc.handle(request, reply, { prefix: `${consolePlace}/rpc`, context });
        if (!matched) return reply.status(404).send({ code: 'NOT_FOUND' });
      });
    },
    { prefix: consolePlace },
  );
}

async function contextOf(
  server: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<CallContext> {
  const secure = isSecure(request);
  const token = tokenIn(request.headers.cookie, secure);
  const key = request.headers[keyHeader];
  // the page asks by itself whether the session goes on
  const used = !request.url.endsWith('/session/me');
  return {
    session: token === null ? null : await findSession(server.store, token, server.now(), used),
    key: typeof key === 'string' ? key : undefined,
    from: { address: request.ip, browser: request.headers['user-agent'] ?? '' },
    keepToken: (kept) => void reply.header('set-cookie', cookieOf(kept, secure)),
  };
}

/** TLS of its own, or of a proxy that the server was told to trust. */
function isSecure(request: FastifyRequest): boolean {
  return request.protocol === 'https';
}

/**
 * Browsers send `Origin` with every POST. Where it is missing, only a browser that says the call is
 * from the same origin is believed.
 */
function isFromOwnPage(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin !== undefined) return origin === `${request.protocol}://${request.host}`;
  return request.headers['sec-fetch-site'] === 'same-origin';
}

function nameIn(request: FastifyRequest): string {
  const params: unknown = request.params;
  const name = typeof params === 'object' && params !== null && '*' in params ? params['*'] : '';
  return typeof name === 'string' ? name : '';
}

function logUnexpected(server: ServerContext, error: unknown): void {
  if (error instanceof ORPCError && error.status < 500) return;
  server.log.error({ fault: faultLines(error) }, 'the console failed');
}
