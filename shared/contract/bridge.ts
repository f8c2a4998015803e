/**
 * What the desktop shell offers the window besides the contract: printing, saving a file, the menu, and a
 * few settings that must be known before a profile is open. The preload script exposes exactly this as
 * `window.uige`; in a browser it is absent, and renderer/ui/shell.ts does the same with the browser's means.
 *
 * It must stay small: whatever concerns the case work goes through the contract.
 */
const languages = ['ru', 'kk', 'en'] as const;
const colorSchemes = ['light', 'dark', 'auto'] as const;

/** What the shell remembers for the window between starts. Nothing about any person. */
export interface ShellSettings {
  readonly language?: (typeof languages)[number];
  readonly colorScheme?: (typeof colorSchemes)[number];
}

/**
 * Reads settings from whatever was kept or sent; what is not a known setting is left out. By hand, because
 * the preload script uses it and should carry no library.
 */
export function shellSettingsFrom(value: unknown): ShellSettings {
  if (typeof value !== 'object' || value === null) return {};
  const { language, colorScheme } = value as { language?: unknown; colorScheme?: unknown };
  const knownLanguage = languages.find((known) => known === language);
  const knownScheme = colorSchemes.find((known) => known === colorScheme);
  return {
    ...(knownLanguage === undefined ? {} : { language: knownLanguage }),
    ...(knownScheme === undefined ? {} : { colorScheme: knownScheme }),
  };
}

/** Commands of the application menu that the window carries out. */
export const menuCommands = ['import', 'settings', 'lock'] as const;
export type MenuCommand = (typeof menuCommands)[number];

export type SaveOutcome = 'saved' | 'cancelled' | 'disk_full' | 'not_writable';
export type PrintOutcome = 'printed' | 'cancelled' | 'no_printer';

export interface Bridge {
  readonly platform: string;
  /** The version of the app, such as "0.1.0". */
  readonly version: string;
  readonly settings: ShellSettings;
  /** Keeps these settings for the next start and shows the menu in the language. */
  remember(settings: ShellSettings): Promise<void>;
  /**
   * Asks for a line to the host. It comes as a window message `portMessage` with one MessagePort.
   * @returns false when the host cannot be started any more
   */
  connect(): Promise<boolean>;
  print(): Promise<PrintOutcome>;
  /** Lets the person choose a place for the file and writes it there. */
  saveFile(name: string, content: Uint8Array): Promise<SaveOutcome>;
  quit(): Promise<void>;
  /** @returns the function that ends it */
  onMenu(listener: (command: MenuCommand) => void): () => void;
}

/** The window message that carries the port of `connect`. */
export const portMessage = 'uige:port';

declare global {
  interface Window {
    /** Present in the desktop app only. */
    readonly uige?: Bridge;
  }
}
