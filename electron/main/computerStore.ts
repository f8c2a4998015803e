/**
 * The operating system's store, for the host: seals a few bytes for this person's account on this computer and
 * opens them again. It knows neither what they are nor any key of the profile. It needs nothing of Electron
 * itself, so it is tested without it.
 */
import type { ComputerStore } from '#shared/contract/computerStore.ts';

/** What is needed of Electron's `safeStorage`; older ones have no asynchronous calls, some systems no backends. */
export interface SystemStorage {
  getSelectedStorageBackend?(): string;
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(sealed: Buffer): Promise<{ readonly result: string }>;
}

/** On Linux: those that keep their key in the session's keyring. `basic_text` keeps it in the program for all to see. */
const protecting: readonly string[] = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

export function computerStore(storage: SystemStorage, platform: NodeJS.Platform): ComputerStore {
  const { encryptStringAsync, decryptStringAsync, isAsyncEncryptionAvailable } = storage;
  return {
    protects: async () => {
      if (platform === 'linux' && !protecting.includes(storage.getSelectedStorageBackend?.() ?? ''))
        return false;
      return isAsyncEncryptionAvailable === undefined
        ? storage.isEncryptionAvailable()
        : isAsyncEncryptionAvailable.call(storage);
    },
    seal: (secret) =>
      orNull(async () => {
        const text = Buffer.from(secret).toString('base64');
        const sealed =
          encryptStringAsync === undefined
            ? storage.encryptString(text)
            : await encryptStringAsync.call(storage, text);
        return new Uint8Array(sealed);
      }),
    open: (sealed) =>
      orNull(async () => {
        const bytes = Buffer.from(sealed);
        const text =
          decryptStringAsync === undefined
            ? storage.decryptString(bytes)
            : (await decryptStringAsync.call(storage, bytes)).result;
        return new Uint8Array(Buffer.from(text, 'base64'));
      }),
  };
}

/** The system throws where its keyring is locked, gone, or another one's. */
async function orNull(work: () => Promise<Uint8Array>): Promise<Uint8Array | null> {
  try {
    return await work();
  } catch {
    return null;
  }
}
