/**
 * Bytes of a text file → text. UTF-8 with or without its mark, UTF-16, else the one-byte
 * encoding of the country: RK1048 (STRK 1048), which is windows-1251 with the Kazakh letters
 * in places that Russian never uses, so that both are read.
 */
import iconv from 'iconv-lite';
import { highByteShare, looksUtf16 } from './format.ts';

export function decodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return iconv.decode(buffer, encodingOf(buffer), { stripBOM: true });
}

function encodingOf(buffer: Buffer): 'utf8' | 'utf16le' | 'utf16be' | 'rk1048' {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf16le';
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf16be';
  if (isUtf8(buffer)) return buffer.includes(0) && looksUtf16(buffer) ? wideOrder(buffer) : 'utf8';
  return looksUtf16(buffer) ? wideOrder(buffer) : 'rk1048';
}

function wideOrder(buffer: Buffer): 'utf16le' | 'utf16be' {
  return highByteShare(buffer, 1) >= highByteShare(buffer, 0) ? 'utf16le' : 'utf16be';
}

function isUtf8(buffer: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(buffer);
    return true;
  } catch {
    return false;
  }
}
