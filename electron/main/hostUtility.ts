/**
 * Starts the host as a utility process of Electron, as the product does: ports go straight from the window
 * to the host, and the shell sees nothing of what passes.
 */
import { app, type MessagePortMain, utilityProcess } from 'electron';
import { hostMessage } from '#host/transport/parentMessages.ts';
import type { HostProcess } from './hostProcess.ts';
import { home, hostEntry } from './locations.ts';

export function startUtilityHost(): HostProcess<MessagePortMain> {
  const child = utilityProcess.fork(hostEntry, [], {
    serviceName: 'uige-host',
    // What a crash prints may hold a name: only a developer's own console may show it.
    stdio: app.isPackaged ? 'ignore' : 'inherit',
    env: { ...process.env, UIGE_HOME: home },
  });
  return {
    ready: new Promise((resolve) => {
      child.on('message', (message) => {
        if (hostMessage.parse(message).type === 'ready') resolve();
      });
    }),
    exited: new Promise((resolve) => {
      child.once('exit', resolve);
    }),
    hand: (port) => child.postMessage({ type: 'port.handed' }, [port]),
    send: (message) => child.postMessage(message),
    kill: () => void child.kill(),
  };
}
