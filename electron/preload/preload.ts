/**
 * The only code with a foot in both the window's page and the shell: it exposes the bridge, and passes the
 * port of the contract on to the page. It runs in the sandbox and must stay this thin.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, menuCommands, portMessage, shellSettingsFrom } from '#shared/contract/bridge.ts';
import { channels } from '../main/channels.ts';

function argument(prefix: string): string {
  return process.argv.find((value) => value.startsWith(prefix))?.slice(prefix.length) ?? '';
}

const bridge = {
  platform: process.platform,
  version: argument('--uige-version='),
  settings: shellSettingsFrom(JSON.parse(argument('--uige-settings=') || '{}')),
  remember: (settings) => ipcRenderer.invoke(channels.remember, settings),
  connect: () => ipcRenderer.invoke(channels.connect),
  print: () => ipcRenderer.invoke(channels.print),
  saveFile: (name, content) => ipcRenderer.invoke(channels.saveFile, name, content),
  quit: () => ipcRenderer.invoke(channels.quit),
  onMenu: (listener) => {
    const take = (_event: unknown, value: unknown): void => {
      const command = menuCommands.find((name) => name === value);
      if (command !== undefined) listener(command);
    };
    ipcRenderer.on(channels.menu, take);
    return () => ipcRenderer.off(channels.menu, take);
  },
} satisfies Bridge;

ipcRenderer.on(channels.port, (event) => {
  window.postMessage(portMessage, window.location.origin, event.ports);
});

contextBridge.exposeInMainWorld('uige', bridge);
