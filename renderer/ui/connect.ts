/**
 * Connects the window to its host: over a message port in the desktop app, over HTTP of 127.0.0.1 in a
 * browser. The contract is the same, and nothing above this file knows which it is.
 */
import { createORPCClient, DynamicLink } from '@orpc/client';
import { RPCLink as FetchLink } from '@orpc/client/fetch';
import { portMessage } from '#shared/contract/bridge.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { HostLine, type LineState } from './hostLine.ts';

export interface HostConnection {
  readonly client: AppClient;
  /** For `useSyncExternalStore`: the state now, and being told of its changes. */
  state(): LineState;
  subscribe(listener: () => void): () => void;
  /** Tries again after `lost`. */
  reconnect(): void;
}

/** Call once, when the window starts. */
export function connectHost(): HostConnection {
  return window.uige === undefined ? connectByFetch() : connectByPort(new HostLine(window.uige, takePorts));
}

/** The preload script posts each port to the page as a message of the window to itself. */
function takePorts(use: (port: MessagePort) => void): void {
  window.addEventListener('message', (event) => {
    const [port] = event.ports;
    if (event.source === window && event.data === portMessage && port !== undefined) use(port);
  });
}

function connectByPort(line: HostLine): HostConnection {
  return {
    client: createORPCClient(new DynamicLink(() => line.link())),
    state: () => line.state,
    subscribe: (listener) => line.subscribe(listener),
    reconnect: () => void line.reconnect(),
  };
}

/** In a browser every call is a request of its own: there is no line that could be lost. */
function connectByFetch(): HostConnection {
  return {
    client: createORPCClient(new FetchLink({ url: `${window.location.origin}/rpc` })),
    state: () => 'connected',
    subscribe: () => () => undefined,
    reconnect: () => undefined,
  };
}
