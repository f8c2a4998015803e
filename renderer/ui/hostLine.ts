/**
 * The window's line to the host inside the desktop app: one message port at a time. When the host has
 * crashed and was started anew, the line asks for another port; whoever shows the state is told.
 *
 * Calls made while there is no port wait for one; calls that were under way when the port closed fail.
 */
import type { ClientLink } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Bridge } from '#shared/contract/bridge.ts';

/** `lost`: the host cannot be started any more; only `reconnect` helps. */
export type LineState = 'connecting' | 'connected' | 'lost';

/** What the line needs of a port. */
export type LinePort = Pick<MessagePort, 'addEventListener' | 'postMessage' | 'start'>;

type ContractLink = ClientLink<Record<never, never>>;

export class HostLine {
  readonly #bridge: Pick<Bridge, 'connect'>;
  readonly #listeners = new Set<() => void>();
  #state: LineState = 'connecting';
  #link = Promise.withResolvers<ContractLink>();

  /** @param onPort is given what to do with each port that arrives */
  constructor(bridge: Pick<Bridge, 'connect'>, onPort: (use: (port: LinePort) => void) => void) {
    this.#bridge = bridge;
    onPort((port) => this.#use(port));
    void this.reconnect();
  }

  get state(): LineState {
    return this.#state;
  }

  /** @returns the function that ends it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The link of the moment, or of the next moment there is one. */
  link(): Promise<ContractLink> {
    return this.#link.promise;
  }

  async reconnect(): Promise<void> {
    this.#set('connecting');
    const connected = await this.#bridge.connect();
    if (!connected) this.#set('lost');
  }

  #use(port: LinePort): void {
    this.#link.resolve(new RPCLink({ port }));
    port.addEventListener('close', () => {
      this.#link = Promise.withResolvers<ContractLink>();
      void this.reconnect();
    });
    port.start();
    this.#set('connected');
  }

  #set(state: LineState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
