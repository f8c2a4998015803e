/**
 * The store of one account on one computer, in memory: what it sealed it opens again, and nothing that
 * another sealed.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ComputerStore } from '#shared/contract/computerStore.ts';

export function aComputer(protects = true): ComputerStore & { reinstall(): void } {
  let account = randomBytes(32);
  return {
    protects: async () => protects,
    seal: async (secret) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', account, nonce);
      return new Uint8Array(
        Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]),
      );
    },
    open: async (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', account, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(-16));
      try {
        return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]));
      } catch {
        return null;
      }
    },
    reinstall: () => {
      account = randomBytes(32);
    },
  };
}
