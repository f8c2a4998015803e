/**
 * What surrounds the page: printing, saving, the menu, and what is remembered between starts. The desktop
 * shell does these through its bridge; in a browser they are done with the browser's own means.
 */
import {
  type Bridge,
  type SaveOutcome,
  type ShellSettings,
  shellSettingsFrom,
} from '#shared/contract/bridge.ts';

export interface Shell {
  readonly version: string;
  readonly settings: ShellSettings;
  remember(settings: ShellSettings): void;
  print(): void;
  /** Saves a file that the host made, where the person wants it. */
  saveFile(file: File): Promise<SaveOutcome>;
  onMenu: Bridge['onMenu'];
}

export function currentShell(): Shell {
  return window.uige === undefined ? browserShell() : desktopShell(window.uige);
}

function desktopShell(bridge: Bridge): Shell {
  return {
    version: bridge.version,
    settings: bridge.settings,
    remember: (settings) => void bridge.remember(settings),
    print: () => void bridge.print(),
    saveFile: async (file) => bridge.saveFile(file.name, new Uint8Array(await file.arrayBuffer())),
    onMenu: (listener) => bridge.onMenu(listener),
  };
}

const storageKey = 'uige';

function browserShell(): Shell {
  return {
    version: '',
    settings: readStored(),
    remember: (settings) =>
      localStorage.setItem(storageKey, JSON.stringify({ ...readStored(), ...settings })),
    print: () => window.print(),
    saveFile: async (file) => {
      const address = URL.createObjectURL(file);
      const link = document.createElement('a');
      link.href = address;
      link.download = file.name;
      link.click();
      URL.revokeObjectURL(address);
      return 'saved';
    },
    onMenu: () => () => undefined,
  };
}

function readStored(): ShellSettings {
  try {
    return shellSettingsFrom(JSON.parse(localStorage.getItem(storageKey) ?? '{}'));
  } catch {
    return {};
  }
}
