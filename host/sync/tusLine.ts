/** The line that the tus library sends over: our fetch, each request with a token for itself (docs/sync-protocol.md §14). */
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import type { Connection } from './connection.ts';
import type { SyncPorts } from './ports.ts';
import { bounded, makeToken, usualTimeoutMs } from './transport.ts';

export class TusLine implements HttpStack {
  readonly #ports: SyncPorts;
  readonly #connection: Connection;
  readonly #signal: AbortSignal | undefined;

  constructor(ports: SyncPorts, connection: Connection, signal: AbortSignal | undefined) {
    this.#ports = ports;
    this.#connection = connection;
    this.#signal = signal;
  }

  createRequest(method: string, url: string): HttpRequest {
    const headers = new Headers();
    const aborted = new AbortController();
    return {
      getMethod: () => method,
      getURL: () => url,
      setHeader: (name, value) => headers.set(name, value),
      getHeader: (name) => headers.get(name) ?? undefined,
      setProgressHandler: () => undefined,
      send: (body: unknown) => {
        const bytes = body instanceof Uint8Array ? new Uint8Array(body) : new Uint8Array();
        return this.#send(method, url, headers, bytes, aborted.signal);
      },
      abort: async () => aborted.abort(),
      getUnderlyingObject: () => null,
    };
  }

  getName(): string {
    return 'Uige';
  }

  async #send(
    method: string,
    url: string,
    headers: Headers,
    body: Uint8Array<ArrayBuffer>,
    aborted: AbortSignal,
  ): Promise<HttpResponse> {
    const { serverNow, credentials } = this.#connection.line;
    const id = method === 'POST' ? '' : ` ${new URL(url).pathname.split('/').at(-1) ?? ''}`;
    const token = await makeToken(serverNow(), credentials, `attachment.${method.toLowerCase()}${id}`, body);
    headers.set('authorization', `Bearer ${token}`);
    this.#signal?.throwIfAborted();
    const outer = this.#signal === undefined ? [] : [this.#signal];
    const answer = await this.#ports.fetch(url, {
      method,
      headers,
      ...(body.length === 0 ? {} : { body }),
      redirect: 'error',
      signal: AbortSignal.any([
        aborted,
        AbortSignal.timeout(this.#ports.timeoutMs ?? usualTimeoutMs),
        ...outer,
      ]),
    });
    const text = await (await bounded(answer)).text();
    return {
      getStatus: () => answer.status,
      getHeader: (name) => answer.headers.get(name) ?? undefined,
      getBody: () => text,
      getUnderlyingObject: () => null,
    };
  }
}
