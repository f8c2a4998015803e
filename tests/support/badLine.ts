/**
 * A line to a server that is as bad as a test wants: a TCP proxy on a port of its own, which passes on what
 * both sides say at a rate, and by a seed cuts the connection at the beginning of a segment, falls silent
 * there, ends an answer in the middle, or gives a request to the server twice. Only for that last it looks at
 * what it carries.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Seeded } from '../factories/seeded.ts';
import { RequestReader } from './requestReader.ts';

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
  /** Of an answer's segments, the share of which half comes through, and then an orderly end. */
  readonly endsShort?: number;
  /**
   * Of all requests that went through whole, the share that the server is given once more, on a connection of
   * its own and up to `copyDelayMs` later. What it answers to that nobody hears.
   */
  readonly copies?: number;
  readonly copyDelayMs?: number;
}

/** What a slow line passes on at once. */
const smallestWrite = 1024;

export class BadLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #chance: Seeded;
  readonly #target: { readonly host: string; readonly port: number };
  #listeners: { left: number; readonly heard: () => void }[] = [];
  line: Line;
  /** Segments that were cut, ended short or fell silent. */
  broken = 0;
  /** Requests that the server was given once more, and did once more. */
  copied = 0;
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

  /** Resolves at the beginning of the segment that comes after so many others: in the middle of something. */
  segments(count: number): Promise<void> {
    return new Promise((heard) => this.#listeners.push({ left: count, heard }));
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    const far = connect(this.#target);
    for (const socket of [near, far]) this.#keep(socket);
    // whoever asked is gone: nobody waits for the rest
    near.on('close', () => far.destroy());
    void this.#carry(near, far, 'there');
    void this.#carry(far, near, 'back');
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  async #carry(from: Socket, to: Socket, way: 'there' | 'back'): Promise<void> {
    let left = 0;
    const requests = way === 'there' && this.line.copies !== undefined ? new RequestReader() : null;
    try {
      for await (const data of from as AsyncIterable<Buffer>) {
        for (let at = 0; at < data.length; ) {
          if (left === 0) {
            left = this.line.segmentBytes;
            this.#tellOfSegment();
            const fate = this.#fate(way);
            if (fate !== 'passes') this.broken += 1;
            if (fate === 'ends short') {
              to.end(data.subarray(at, at + Math.ceil((data.length - at) / 2)));
              from.destroy();
            }
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
          for (const request of requests?.take(part) ?? []) {
            if (this.#chance.next() < (this.line.copies ?? 0)) void this.#giveAgain(request);
          }
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

  async #giveAgain(request: Buffer): Promise<void> {
    await wait(this.#chance.between(0, this.line.copyDelayMs ?? 0));
    if (!this.#server.listening) return;
    const again = connect(this.#target);
    this.#keep(again);
    again.once('data', (answer: Buffer) => {
      if (answer.toString('latin1').startsWith('HTTP/1.1 200 ')) this.copied += 1;
      again.destroy();
    });
    again.write(request);
  }

  #tellOfSegment(): void {
    for (const listener of this.#listeners) {
      listener.left -= 1;
      if (listener.left < 0) listener.heard();
    }
    this.#listeners = this.#listeners.filter(({ left }) => left >= 0);
  }

  /** Of the next segment. */
  #fate(way: 'there' | 'back'): 'passes' | 'cut' | 'stalls' | 'ends short' {
    const { cuts, stalls, endsShort = 0 } = this.line;
    const lot = this.#chance.next();
    if (lot < cuts) return 'cut';
    if (lot < cuts + stalls) return 'stalls';
    return way === 'back' && lot < cuts + stalls + endsShort ? 'ends short' : 'passes';
  }
}
