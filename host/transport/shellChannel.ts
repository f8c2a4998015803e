/**
 * The host's line to the desktop shell that started it, whichever way it did: as an Electron utility
 * process (real ports are handed over) or as a plain Node child (ports are relayed).
 * It must not import electron: the same file runs in both.
 */
import type { SupportedMessagePort } from '@orpc/client/message-port';
import { type HostMessage, type ShellMessage, shellMessage } from './parentMessages.ts';
import { relayedPorts } from './relayedPorts.ts';

/** What the shell may want of the host. */
export interface ShellOrders {
  /** One more window to serve. */
  onPort(port: SupportedMessagePort): void;
  onLock(): void;
  /** The answer to a question about the operating system's store. */
  onAnswer(answer: Extract<ShellMessage, { type: 'store.answer' }>): void;
  /** The shell asks the host to end, or is gone. */
  onEnd(): void;
}

/**
 * Starts listening to the shell.
 * @returns the function that sends to the shell, or undefined when no shell started this process
 */
export function openShellChannel(orders: ShellOrders): ((message: HostMessage) => void) | undefined {
  if ('parentPort' in process && process.parentPort) return openUtilityChannel(orders);
  if (process.send !== undefined) return openChildChannel(orders);
  return undefined;
}

function openUtilityChannel(orders: ShellOrders): (message: HostMessage) => void {
  const { parentPort } = process;
  parentPort.on('message', (event) => {
    const message = shellMessage.parse(event.data);
    if (message.type !== 'port.handed') return obey(message, orders);
    for (const port of event.ports) {
      orders.onPort(port);
      port.start();
    }
  });
  return (message) => parentPort.postMessage(message);
}

function openChildChannel(orders: ShellOrders): (message: HostMessage) => void {
  const send = (message: HostMessage): void => {
    // A shell that is gone cannot be answered; `disconnect` ends us in that case.
    if (process.connected) process.send?.(message);
  };
  const relay = relayedPorts(send, orders.onPort);
  process.on('message', (value) => {
    const message = shellMessage.parse(value);
    obey(message, orders);
    relay(message);
  });
  process.on('disconnect', () => orders.onEnd());
  return send;
}

function obey(message: ShellMessage, orders: ShellOrders): void {
  if (message.type === 'lock') orders.onLock();
  if (message.type === 'store.answer') orders.onAnswer(message);
  if (message.type === 'end') orders.onEnd();
}
