/**
 * A line to a server that is as bad as a test wants: a TCP proxy on a port of its own, which passes on what
 * both sides say at a rate, and by a seed cuts the connection at the beginning of a segment or falls silent
 * there. It knows nothing of what it carries.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Seeded } from '../factories/seeded.ts';

export interface Line {
  /** Bytes a second each way; without it as fast as it goes. */
  readonly bytesPerSecond?: number;
  readonly segmentBytes: number;
  /** Of all segments, the share after which nothing more passes: the connection stays open and silent. */
  readonly stalls: number;
  /** Of all segments, the share at which the connection is cut. */
  readonly cuts: number;
  /** A segment waits up to so long before it goes on, milliseconds. */
  readonly delayMs?: number;
}

/** What a slow line passes on at once. */
const smallestWrite = 1024;

export class BadLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #chance: Seeded;
  readonly #target: { readonly host: string; readonly port: number };
  line: Line;
  /** Segments that were cut or fell silent. */
  broken = 0;
  /** Bytes that came through, both ways. */
  carried = 0;

  private constructor(target: URL, line: Line, seed: number) {
    this.#target = { host: target.hostname, port: Number(target.port) };
    this.line = line;
    this.#chance = new Seeded(seed);
    this.#server = createServer((socket) => this.#join(socket));
  }

  static async to(serverUrl: string, line: Line, seed: number): Promise<BadLine> {
    const made = new BadLine(new URL(serverUrl), line, seed);
    await new Promise<void>((resolve) => made.#server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Another server at the end of the line, for connections from now on. */
  leadTo(serverUrl: string): void {
    const target = new URL(serverUrl);
    Object.assign(this.#target, { host: target.hostname, port: Number(target.port) });
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    const far = connect(this.#target);
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    // whoever asked is gone: nobody waits for the rest
    near.on('close', () => far.destroy());
    void this.#carry(near, far);
    void this.#carry(far, near);
  }

  async #carry(from: Socket, to: Socket): Promise<void> {
    let left = 0;
    try {
      for await (const data of from as AsyncIterable<Buffer>) {
        for (let at = 0; at < data.length; ) {
          if (left === 0) {
            left = this.line.segmentBytes;
            const fate = this.#fate();
            if (fate !== 'passes') this.broken += 1;
            if (fate === 'cut') for (const socket of [from, to]) socket.resetAndDestroy();
            // nothing more is read, and nothing is closed
            if (fate === 'stalls') await once(from, 'close');
            if (fate !== 'passes') return;
            await wait(this.#chance.between(0, this.line.delayMs ?? 0));
          }
          const part = data.subarray(at, at + Math.min(left, smallestWrite));
          if (this.line.bytesPerSecond !== undefined) {
            await wait((part.length / this.line.bytesPerSecond) * 1000);
          }
          if (!to.write(part)) await once(to, 'drain');
          at += part.length;
          left -= part.length;
          this.carried += part.length;
        }
      }
      to.end();
    } catch {
      // one side broke off: so does the other
      to.destroy();
    }
  }

  /** Of the next segment. */
  #fate(): 'passes' | 'cut' | 'stalls' {
    const lot = this.#chance.next();
    if (lot < this.line.cuts) return 'cut';
    return lot < this.line.cuts + this.line.stalls ? 'stalls' : 'passes';
  }
}
