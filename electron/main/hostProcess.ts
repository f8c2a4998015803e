/**
 * The host as the shell sees it, whichever way it was started (./hostUtility.ts in the product,
 * ./hostChild.ts with UIGE_HOST_NODE). These are the only lines in which the two differ.
 */
import type { PortData, ShellMessage } from '#host/transport/parentMessages.ts';

/** What the shell needs of a port of Electron; a real `MessagePortMain` is one. */
export interface ShellPort {
  on(event: 'message', listener: (event: { readonly data: PortData }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(data: PortData): void;
  start(): void;
  close(): void;
}

export interface HostProcess<Port extends ShellPort> {
  /** Done when the host serves; never when it exits before. */
  readonly ready: Promise<void>;
  /** Done when the process is gone, with its exit status (null: killed). */
  readonly exited: Promise<number | null>;
  /** Gives the host the other end of a window's port. */
  hand(port: Port): void;
  send(message: Extract<ShellMessage, { type: 'lock' | 'end' }>): void;
  kill(): void;
}

/** Keeps one host running. */
export type StartHost<Port extends ShellPort> = () => HostProcess<Port>;
