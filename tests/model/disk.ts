/**
 * Where a device of the model keeps its database: in memory without the cipher, for thousands of
 * stories, or as the product does, in an encrypted file. Both can be copied, and replaced by a copy.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database, { type Connection } from 'better-sqlite3-multiple-ciphers';
import { migrate } from '#db/migrations/migrate.ts';
import { Writer } from '#db/open/handles.ts';
import { openWriter } from '#db/open/openDatabase.ts';

/** The device lost its power: what was not committed is gone. */
export class PowerCut extends Error {}

/** A writer whose power can be cut before any statement. */
export class FragileWriter extends Writer {
  readonly raw: Connection;
  /** Statements until the cut. */
  left = Number.POSITIVE_INFINITY;

  constructor(connection: Connection) {
    super(connection);
    this.raw = connection;
  }

  /** A story in memory is a transaction, and has no log to move. */
  override checkpoint(): void {
    if (!this.raw.inTransaction) super.checkpoint();
  }

  protected override statement<Row>(text: string) {
    this.left -= 1;
    if (this.left < 0) throw new PowerCut();
    return super.statement<Row>(text);
  }
}

export interface Disk {
  /** The database as it is on the disk, opened anew. */
  open(): FragileWriter;
  /** All of it, as bytes of this kind of disk. */
  copy(): Buffer;
  replace(copy: Buffer): void;
  close(): void;
}

/** Makes a disk with a copy on it, or an empty database. */
export type DiskMaker = (copy?: Buffer) => Disk;

/**
 * In memory. A story is one large transaction on a connection that serves many stories: rolled back,
 * it leaves the first copy as it was, and the statements need not be prepared anew each time.
 */
class MemoryDisk implements Disk {
  static readonly #idle = new Map<Buffer, FragileWriter[]>();
  readonly #first: Buffer | undefined;
  #writer: FragileWriter | null = null;
  /** For the rest of a story, once the first copy was replaced. */
  #own: Connection | null = null;

  constructor(copy?: Buffer) {
    this.#first = copy;
    if (copy === undefined) {
      this.#own = new Database(':memory:');
      migrate(new Writer(this.#own));
      return;
    }
    const writer = MemoryDisk.#idle.get(copy)?.pop() ?? new FragileWriter(new Database(copy));
    writer.execute('BEGIN');
    this.#writer = writer;
  }

  open(): FragileWriter {
    if (this.#own !== null) return new FragileWriter(this.#own);
    if (this.#writer === null) throw new Error('a disk that is closed');
    return this.#writer;
  }

  copy(): Buffer {
    const connection = this.#own ?? this.#writer?.raw;
    if (connection === undefined) throw new Error('a disk that is closed');
    return connection.serialize();
  }

  replace(copy: Buffer): void {
    this.close();
    this.#own = new Database(copy);
  }

  close(): void {
    this.#own?.close();
    this.#own = null;
    const writer = this.#writer;
    this.#writer = null;
    if (writer === null || this.#first === undefined) return;
    writer.execute('ROLLBACK');
    const idle = MemoryDisk.#idle.get(this.#first) ?? [];
    MemoryDisk.#idle.set(this.#first, [...idle, writer]);
  }
}

export const inMemory: DiskMaker = (copy) => new MemoryDisk(copy);

class EncryptedFile implements Disk {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'uige-model-'));
  readonly #file = path.join(this.#folder, 'uige.db');
  #writer: FragileWriter | null = null;

  constructor(copy?: Buffer) {
    if (copy !== undefined) writeFileSync(this.#file, copy);
  }

  open(): FragileWriter {
    this.#writer?.close();
    // the same for all: copies move between disks
    const key = new Uint8Array(32).fill(7);
    const made: { writer?: FragileWriter } = {};
    const opened = openWriter({ path: this.#file, key }, (connection) => {
      made.writer = new FragileWriter(connection);
      return made.writer;
    });
    if (!opened.ok || made.writer === undefined) throw new Error('the model opens its own files');
    this.#writer = made.writer;
    return made.writer;
  }

  copy(): Buffer {
    this.#writer?.pragma('wal_checkpoint(TRUNCATE)');
    return readFileSync(this.#file);
  }

  replace(copy: Buffer): void {
    this.#writer?.close();
    this.#writer = null;
    for (const beside of ['-wal', '-shm']) rmSync(this.#file + beside, { force: true });
    writeFileSync(this.#file, copy);
  }

  close(): void {
    this.#writer?.close();
    this.#writer = null;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export const encrypted: DiskMaker = (copy) => new EncryptedFile(copy);
