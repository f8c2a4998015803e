/**
 * How long the server waits for whoever is at the other end of a connection. Everything that somebody may
 * draw out has an end: the head of a request, its body, silence, and the taking of what was answered. The
 * slowest line that the work must get through carries 4 KB a second and stalls, and a device breaks off by
 * itself after 60 seconds (docs/sync-protocol.md §2); a browser on such a line takes the console's page within
 * the time for an answer.
 */
import type { Server, ServerResponse } from 'node:http';

/** All in milliseconds. */
export interface Patience {
  /** For the head of a request, from the beginning of the connection or the end of the request before. */
  readonly headMs: number;
  /** For the whole of a request. */
  readonly requestMs: number;
  /** Where nothing goes either way: longer than a poke is silent (§10), and than links stall. */
  readonly silentMs: number;
  /** For an answer to be taken whole, and for each thing that a stream tells. */
  readonly takenMs: number;
  /** How often all this is looked at. */
  readonly lookEveryMs: number;
}

export const usualPatience: Patience = {
  headMs: 60_000,
  requestMs: 60_000,
  silentMs: 120_000,
  takenMs: 300_000,
  lookEveryMs: 10_000,
};

/**
 * Cuts the connection of whoever does not take what it was answered. Node's own limits do not see all of them:
 * the request is whole, and a byte taken now and then, or one more sent, is no silence.
 */
export function letGoOfTakers(server: Server, { takenMs, lookEveryMs }: Patience): void {
  /** Answers not wholly taken yet, and since when there was always something that waited to be. */
  const waiting = new Map<ServerResponse, number | null>();
  server.on('request', (_request, response) => {
    waiting.set(response, null);
    response.once('close', () => waiting.delete(response));
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [response, since] of waiting) {
      if (response.writableLength === 0) waiting.set(response, null);
      else if (since === null) waiting.set(response, now);
      else if (now - since >= takenMs) response.req.socket.destroy();
    }
  }, lookEveryMs).unref();
  server.once('close', () => clearInterval(timer));
}
