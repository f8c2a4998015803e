/**
 * Starts the host as a utility process of Electron, as the product does: ports go straight from the window
 * to the host, and the shell sees nothing of what passes.
 */
import { app, type MessagePortMain, utilityProcess } from 'electron';
import { hostMessage } from '#host/transport/parentMessages.ts';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import type { HostProcess } from './hostProcess.ts';
import { home, hostEntry } from './locations.ts';
import { answerStore } from './storeAnswers.ts';

export function startUtilityHost(store: ComputerStore): HostProcess<MessagePortMain> {
  const child = utilityProcess.fork(hostEntry, [], {
    serviceName: 'uige-host',
    // What a crash prints may hold a name: only a developer's own console may show it.
    stdio: app.isPackaged ? 'ignore' : 'inherit',
    env: { ...process.env, UIGE_HOME: home },
  });
  return {
    ready: new Promise((resolve) => {
      child.on('message', (value) => {
        const message = hostMessage.parse(value);
        if (message.type === 'ready') resolve();
        if (message.type === 'store.ask')
          void answerStore(message, store).then((answer) => child.postMessage(answer));
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
