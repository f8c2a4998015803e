/**
 * Ends a stream that has fallen silent. A link that dies without a word (a laptop that slept, a router that
 * forgot the connection) looks like a server that has nothing to say; the server gives a sign of life every
 * 20 seconds (docs/sync-protocol.md §10).
 */
export class SilenceWatch {
  readonly #silent = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(longestMs: number) {
    const end = (): void => this.#silent.abort(new DOMException('silence', 'TimeoutError'));
    this.#timer = setTimeout(end, longestMs).unref();
  }

  /** For the request itself. */
  get signal(): AbortSignal {
    return this.#silent.signal;
  }

  /**
   * The same answer, watched. It holds on to the request: nothing else does while the stream is quiet, and
   * with a request that was collected as garbage its signal is gone, by which a lock ends the stream.
   */
  over(response: Response, request: Request): Response {
    if (response.body === null) return response;
    const heard = new TransformStream<Uint8Array, Uint8Array>({
      transform: (part, out) => {
        request.signal.throwIfAborted();
        this.#timer.refresh();
        out.enqueue(part);
      },
      flush: () => clearTimeout(this.#timer),
    });
    return new Response(response.body.pipeThrough(heard), {
      status: response.status,
      headers: response.headers,
    });
  }
}
