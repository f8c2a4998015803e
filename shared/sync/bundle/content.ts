/**
 * What is inside a bundle (docs/sync-protocol.md §15): messages one after the other, each packed by
 * itself, so that a large bundle is never laid out whole. Each kind of message is parsed by its reader.
 */
import { concat, fromUtf8, utf8 } from '../bytes.ts';
import { framed, messagesIn } from '../framing.ts';
import { maxBodyBytes } from './envelope.ts';
import { gunzip, gzip, TooLarge } from './packing.ts';

/** Of one message, as on the wire. */
const maxUnpackedBytes = 16 * 1024 * 1024;
/** Left free for what comes after the last page. */
const spareBytes = 64 * 1024;

export class ContentWriter {
  readonly #parts: Uint8Array[] = [];
  readonly #most: number;
  #size = 0;

  /** @param most bytes of the whole; tests give less */
  constructor(most = maxBodyBytes) {
    this.#most = most;
  }

  get size(): number {
    return this.#size;
  }

  async add(message: object): Promise<void> {
    this.#append(await gzip(utf8(JSON.stringify(message))));
  }

  /** False, and nothing was added, where the bundle would become too large. */
  async addIfItFits(message: object): Promise<boolean> {
    return this.addAllIfTheyFit([message]);
  }

  /** All of them or none. */
  async addAllIfTheyFit(messages: Iterable<object>): Promise<boolean> {
    const packed: Uint8Array[] = [];
    let size = this.#size + spareBytes;
    for (const message of messages) {
      const one = await gzip(utf8(JSON.stringify(message)));
      size += one.length;
      if (size > this.#most) return false;
      packed.push(one);
    }
    for (const one of packed) this.#append(one);
    return true;
  }

  content(): Uint8Array {
    return concat(...this.#parts);
  }

  #append(packed: Uint8Array): void {
    const message = framed(packed);
    this.#parts.push(message);
    this.#size += message.length;
  }
}

/** Content that is signed and yet cannot be read. */
export class Unreadable extends Error {}

/** The messages as they were written; parsing them is the reader's. Throws Unreadable. */
export async function* readContent(content: Uint8Array): AsyncGenerator<unknown> {
  for (const message of messagesIn(content)) {
    if (message === null) throw new Unreadable('a message is cut');
    yield await unpack(message);
  }
}

async function unpack(packed: Uint8Array): Promise<unknown> {
  try {
    return JSON.parse(fromUtf8(await gunzip(packed, maxUnpackedBytes)));
  } catch (error) {
    if (error instanceof TooLarge) throw new Unreadable('a message unpacks to more than any of ours');
    throw new Unreadable('a message is not packed JSON');
  }
}
