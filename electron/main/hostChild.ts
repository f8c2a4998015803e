/**
 * Starts the host on a given Node (UIGE_HOST_NODE, unpackaged builds only) and relays the messages of its
 * ports: a real MessagePort cannot be handed to such a process. It does not look into the messages.
 * It needs nothing of Electron, so it is tested without it.
 */
import { spawn } from 'node:child_process';
import { type HostMessage, hostMessage, type ShellMessage } from '#host/transport/parentMessages.ts';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import type { HostProcess, ShellPort } from './hostProcess.ts';
import { answerStore } from './storeAnswers.ts';

export interface ChildHostOptions {
  /** Absolute path of the Node to run the host on. */
  readonly node: string;
  /** The host's file. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  readonly store: ComputerStore;
}

export function startChildHost<Port extends ShellPort>(options: ChildHostOptions): HostProcess<Port> {
  const child = spawn(options.node, [options.entry], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    env: options.env,
  });
  const ports = new Map<number, Port>();
  let lastConnection = 0;

  const send = (message: ShellMessage): void => {
    if (child.connected) child.send(message);
  };

  const take = (message: HostMessage): void => {
    if (message.type === 'port.message') ports.get(message.connection)?.postMessage(message.data);
    if (message.type === 'port.closed') ports.get(message.connection)?.close();
    if (message.type === 'store.ask') void answerStore(message, options.store).then(send);
  };

  return {
    ready: new Promise((resolve) => {
      child.on('message', (value) => {
        const message = hostMessage.parse(value);
        if (message.type === 'ready') resolve();
        else take(message);
      });
    }),
    exited: new Promise((resolve) => {
      child.once('error', () => resolve(null));
      child.once('exit', resolve);
      // The windows learn of the host's end by their ports.
      child.once('close', () => {
        for (const port of ports.values()) port.close();
        ports.clear();
      });
    }),
    hand: (port) => {
      lastConnection += 1;
      const connection = lastConnection;
      ports.set(connection, port);
      send({ type: 'port.opened', connection });
      port.on('message', ({ data }) => send({ type: 'port.message', connection, data }));
      port.on('close', () => {
        ports.delete(connection);
        send({ type: 'port.closed', connection });
      });
      port.start();
    },
    send,
    kill: () => void child.kill('SIGKILL'),
  };
}
