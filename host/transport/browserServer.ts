/**
 * Serves the renderer and the contract to a browser on this machine, for displays that Electron does not
 * have and for tests. It listens on 127.0.0.1 only; who may speak to it is decided in browserAccess.ts.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AnyRouter } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { BrowserAccess } from './browserAccess.ts';
import { readRendererFile } from './rendererFiles.ts';

export interface BrowserServerOptions {
  readonly router: AnyRouter;
  /** Absolute path of the built renderer. */
  readonly rendererFolder: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface BrowserServer {
  /** What the person opens, with the one-time token. */
  readonly address: string;
  close(): Promise<void>;
}

const contractPrefix = '/rpc';
/** A register or a set of attachments in one request; more than that is a mistake. Bytes. */
const largestRequest = 256 * 1024 * 1024;
const localAddress = '127.0.0.1';

export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const access = new BrowserAccess();
  const handler = new RPCHandler(options.router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: largestRequest })],
  });
  let authority = '';

  const server = createServer((request, response) => {
    respond(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${localAddress}`);
    const { host, origin, cookie } = request.headers;
    const verdict = access.check({ host, origin, cookie, token: url.searchParams.get('token') }, authority);
    if (verdict.kind === 'refused') {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(refusal);
      return;
    }
    if (verdict.kind === 'exchanged') {
      response.writeHead(303, {
        location: '/',
        'set-cookie': verdict.setCookie,
        'cache-control': 'no-store',
      });
      response.end();
      return;
    }
    const calls = url.pathname.startsWith(`${contractPrefix}/`);
    // pages at other ports of this machine are of the same site: what they embed or ask the head of has the cookie
    if (calls ? request.method !== 'POST' : request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: calls ? 'POST' : 'GET, HEAD' }).end();
      return;
    }
    if (calls) {
      const result = await handler.handle(request, response, { prefix: contractPrefix, context: {} });
      if (!result.matched) response.writeHead(404).end();
      return;
    }
    const file = await readRendererFile(options.rendererFolder, url.pathname);
    response.writeHead(file.status, file.headers).end(file.body);
  }

  authority = `${localAddress}:${await listen(server, options.port)}`;
  return {
    address: `http://${authority}/?token=${access.token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Plain text in three languages: no page may be served to somebody who has no token. */
const refusal = [
  'Откройте адрес с ключом, который напечатала команда; ключ действует один раз.',
  'Команда басып шығарған кілті бар мекенжайды ашыңыз; кілт бір рет қана жарамды.',
  'Open the address with the key that the command printed; the key works once.',
].join('\n');

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, localAddress, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}
