/** Which stores of operating systems count as protecting, and how old and new ones are used. */
import { describe, expect, it, vi } from 'vitest';
import { computerStore, type SystemStorage } from '#electron/main/computerStore.ts';

const secret = new Uint8Array([0, 255, 128, 7]);

/** What an older Electron has: no asynchronous calls. */
function older(backend: string): SystemStorage {
  return {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`sealed ${text}`),
    decryptString: (sealed) => {
      const text = sealed.toString();
      if (!text.startsWith('sealed ')) throw new Error('Error while decrypting the ciphertext');
      return text.slice('sealed '.length);
    },
  };
}

describe('the store of the computer', () => {
  it.each(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])('protects with %s', async (backend) => {
    expect(await computerStore(older(backend), 'linux').protects()).toBe(true);
  });

  it.each(['basic_text', 'unknown', 'something_new'])('does not with %s', async (backend) => {
    expect(await computerStore(older(backend), 'linux').protects()).toBe(false);
  });

  it.each(['win32', 'darwin'] as const)('protects on %s where the system says so', async (platform) => {
    const { getSelectedStorageBackend: _, ...storage } = older('');
    expect(await computerStore(storage, platform).protects()).toBe(true);
    const off = { ...storage, isEncryptionAvailable: () => false };
    expect(await computerStore(off, platform).protects()).toBe(false);
  });

  it('gives back what it sealed, and null for what another sealed', async () => {
    const store = computerStore(older('kwallet6'), 'linux');
    const sealed = await store.seal(secret);
    expect(await store.open(sealed ?? new Uint8Array())).toEqual(secret);
    expect(await store.open(new Uint8Array([1, 2, 3]))).toBeNull();
  });

  it('uses the asynchronous calls where there are some', async () => {
    const old = older('gnome_libsecret');
    const storage = {
      ...old,
      isEncryptionAvailable: vi.fn(() => true),
      encryptString: vi.fn(old.encryptString),
      isAsyncEncryptionAvailable: async () => false,
      encryptStringAsync: async (text: string) => Buffer.from(`new ${text}`),
      decryptStringAsync: async (sealed: Buffer) => ({ result: sealed.toString().slice('new '.length) }),
    };
    const store = computerStore(storage, 'linux');
    expect(await store.protects()).toBe(false);
    expect(await store.open((await store.seal(secret)) ?? new Uint8Array())).toEqual(secret);
    expect(storage.encryptString).not.toHaveBeenCalled();
    expect(storage.isEncryptionAvailable).not.toHaveBeenCalled();
  });
});
