/** The stream of pokes to one device (docs/sync-protocol.md §10): "feed X moved", and a sign of life. */
import type { PokeEvent } from '#shared/sync/messages.ts';
import type { ServerContext } from '../context.ts';
import type { Caller } from '../identity/token.ts';

const aliveEveryMs = 20_000;

export async function* pokes(
  server: ServerContext,
  caller: Caller,
  closing: AbortSignal,
): AsyncGenerator<PokeEvent> {
  const displaced = new AbortController();
  const until = AbortSignal.any([closing, displaced.signal]);
  const waiting = new Map<string, number>();
  let wake: () => void = () => undefined;
  const stop = server.mover.listen({
    personId: caller.personId,
    deviceId: caller.deviceId,
    displaced: () => displaced.abort(),
    moved: (feed, head) => {
      waiting.set(feed, head);
      wake();
    },
  });
  const ended = (): void => wake();
  until.addEventListener('abort', ended);
  try {
    // the first sign of life says that from here on nothing is missed
    yield { alive: true };
    while (!until.aborted) {
      if (waiting.size === 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, aliveEveryMs);
        await promise;
        clearTimeout(timer);
      }
      const news = [...waiting];
      waiting.clear();
      if (until.aborted || (await isRevoked(server, caller.deviceId))) return;
      if (news.length === 0) yield { alive: true };
      for (const [feed, head] of news) yield { feed, head };
    }
  } finally {
    until.removeEventListener('abort', ended);
    stop();
  }
}

async function isRevoked(server: ServerContext, deviceId: string): Promise<boolean> {
  const [device] = await server.store.select('device', {
    columns: ['revoked_as'],
    where: { device_id: deviceId },
  });
  return device?.revoked_as !== null;
}
