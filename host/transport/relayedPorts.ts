/**
 * Ports whose messages arrive through another process, one after the other on a single channel, each with
 * the number of its connection. The host's end of what electron/main/hostChild.ts does at the shell's end.
 */
import type { MessagePortMainLike } from '@orpc/client/message-port';
import type { HostMessage, PortData, ShellMessage } from './parentMessages.ts';

type PortEvent = { readonly data: PortData };
type Listener = (event?: PortEvent) => void;

class RelayedPort implements MessagePortMainLike {
  readonly #send: (data: PortData) => void;
  readonly #listeners = new Map<string, Listener[]>();

  constructor(send: (data: PortData) => void) {
    this.#send = send;
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  postMessage(data: PortData): void {
    this.#send(data);
  }

  emit(event: 'message' | 'close', value?: PortEvent): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value);
  }
}

/**
 * Turns the shell's messages back into ports.
 * @param send takes a message to the shell
 * @param onPort is given each port when the shell opens it
 * @returns the function that takes the shell's messages; it ignores those that are not about ports
 */
export function relayedPorts(
  send: (message: HostMessage) => void,
  onPort: (port: MessagePortMainLike) => void,
): (message: ShellMessage) => void {
  const ports = new Map<number, RelayedPort>();
  return (message) => {
    switch (message.type) {
      case 'port.opened': {
        const { connection } = message;
        const port = new RelayedPort((data) => send({ type: 'port.message', connection, data }));
        ports.set(connection, port);
        onPort(port);
        break;
      }
      case 'port.message':
        ports.get(message.connection)?.emit('message', { data: message.data });
        break;
      case 'port.closed':
        ports.get(message.connection)?.emit('close');
        ports.delete(message.connection);
        break;
      default:
        break;
    }
  };
}
