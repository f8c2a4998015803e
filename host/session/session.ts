/**
 * The lock: holds the open profile between unlock and lock, and nothing of it at any other time. The
 * chapters ask `whenOpen`; without an open profile they answer `locked` and never reach the database.
 * The database addon is imported here, on unlock, and nowhere before: an older runtime would crash on it.
 */
import path from 'node:path';
import { DatabaseClosed, storageFailure } from '#db/open/failure.ts';
import { goOnDestroying } from '#db/vault/destroy.ts';
import { type Hardness, measuredHardness } from '#db/vault/hardness.ts';
import { databaseFileName } from '#db/vault/keyFile.ts';
import type { WipedNote } from '#db/vault/wipedNote.ts';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { HostOptions, Log } from '../host.ts';
import { wipe } from '../profile/wipe.ts';
import { RegisterShelf } from '../register/shelf.ts';
import { runtimeSupportsDatabase } from '../runtime.ts';
import type { Connection } from '../sync/connection.ts';
import { SyncSession } from '../syncing/session.ts';
import { Changes } from './changes.ts';
import { checkpointWhenIdle } from './idleCheckpoint.ts';
import { IdleLock } from './idleLock.ts';
import { OpenProfile } from './openProfile.ts';
import { failureOfStorage } from './storage.ts';

export class Session {
  readonly home: string;
  readonly clock: () => Date;
  readonly machineClock: () => Date;
  readonly practiceRegister: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  readonly syncsByItself: boolean;
  readonly hardness: Hardness;
  readonly computerStore: ComputerStore | null;
  readonly #locksWhenIdle: boolean;
  readonly #asksClock: boolean;
  readonly changes = new Changes();
  readonly registers: RegisterShelf;
  #open: OpenProfile | null = null;
  #locking: Promise<void> | null = null;
  #syncing: SyncSession | null = null;
  #checkpoints: (() => void) | null = null;
  #wiping: Promise<void> | null = null;
  #idle: IdleLock | null = null;
  /** What must be undone when the host ends, e.g. the practice folder. */
  readonly #atEnd: (() => void)[] = [];

  constructor(options: HostOptions) {
    this.home = options.home;
    this.clock = options.clock;
    this.machineClock = options.machineClock ?? options.clock;
    this.practiceRegister = options.practiceRegister ?? null;
    this.fetch = options.fetch ?? globalThis.fetch;
    this.log = options.log ?? (() => undefined);
    this.syncsByItself = options.syncsByItself ?? false;
    this.hardness = options.hardness ?? measuredHardness;
    this.computerStore = options.computerStore ?? null;
    this.#locksWhenIdle = options.locksWhenIdle ?? false;
    this.#asksClock = options.asksClock ?? false;
    this.registers = new RegisterShelf(options.clock);
    goOnDestroying(options.home);
  }

  get open(): OpenProfile | null {
    return this.#open;
  }

  /**
   * Runs work on the open profile, while it may be read. A failure of the storage inside comes back as a
   * value; whatever the work had begun to write is rolled back by its transaction.
   */
  whenOpen<Value>(
    work: (open: OpenProfile) => Result<Value> | Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    return this.whenUnlocked((open) => {
      const reading = open.reading();
      return reading?.state === 'ended' ? failed('contact_needed', { ...reading }) : work(open);
    });
  }

  /** As `whenOpen`, for what shows nothing of any case: the sync, and the profile itself. */
  async whenUnlocked<Value>(
    work: (open: OpenProfile) => Result<Value> | Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const open = this.#open;
    if (open === null) return failed('locked');
    try {
      if (open.noticeDay()) this.changes.publish('profile');
      return await work(open);
    } catch (error) {
      const failure = storageFailure(error);
      if (failure === null) throw error;
      this.log('storage.failed', { code: failure.code, detail: failure.detail });
      return failed(failureOfStorage[failure.code]);
    }
  }

  /** As `whenOpen`, for what records days: a clock that has jumped is asked about first. */
  whenSureOfToday<Value>(
    work: (open: OpenProfile) => Result<Value> | Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    return this.whenUnlocked((open) => {
      const asked = open.clockQuestion();
      // a clock that is wrong may be all that has closed the cases
      return asked === null ? this.whenOpen(work) : failed('clock_jump', { ...asked });
    });
  }

  /** Opens the database in a folder with its key, which is cleared here whatever happens. */
  async openDatabase(given: {
    home: string;
    key: Uint8Array;
    practice: boolean;
  }): Promise<Result<OpenProfile>> {
    try {
      await this.#locking;
      if (!runtimeSupportsDatabase()) return failed('runtime_too_old');
      const { openWriter } = await import('#db/open/openDatabase.ts');
      const file = path.join(given.home, databaseFileName);
      const opened = openWriter({ path: file, key: given.key, keyProven: true });
      if (!opened.ok) return failed(failureOfStorage[opened.error.code]);
      const { home, practice } = given;
      const asksClock = this.#asksClock;
      this.#open = new OpenProfile({ database: opened.value, home, practice, clock: this.clock, asksClock });
      this.#checkpoints = checkpointWhenIdle(opened.value);
      this.#idle = this.#watchFor(this.#open);
      return done(this.#open);
    } finally {
      given.key.fill(0);
    }
  }

  /** Somebody works at the window. */
  stay(): void {
    this.#idle?.seen();
  }

  /** Practice data is nobody's, and locking would end it. */
  #watchFor(open: OpenProfile): IdleLock | null {
    if (!this.#locksWhenIdle || open.practice) return null;
    return new IdleLock({
      now: () => this.clock().getTime(),
      minutes: () => open.idleMinutes,
      lock: () => void this.lock(),
    });
  }

  /** Steps were recorded: whoever shows them asks anew, and the sync sends them soon. */
  recorded(): void {
    this.changes.publish('cases', 'institution', 'sync');
    this.#syncing?.nudge();
  }

  /**
   * The sync of the open profile; made when it is first needed.
   * @throws DatabaseClosed for a profile that was locked since
   */
  syncing(open: OpenProfile): SyncSession {
    if (open !== this.#open) throw new DatabaseClosed();
    this.#syncing ??= new SyncSession(open, this);
    return this.#syncing;
  }

  /** The server says that this device is revoked, and it is time to go. */
  readonly revoked = (open: OpenProfile, as: WipedNote['as'], connection: Connection): void => {
    this.#wiping ??= wipe({ open, as, connection, lock: () => this.lock() }).finally(() => {
      this.#wiping = null;
      this.changes.publish('profile');
    });
  };

  /** Resolves when what was begun by `revoked` is done; at once where nothing was. */
  async gone(): Promise<void> {
    await this.#wiping;
  }

  onEnd(undo: () => void): void {
    this.#atEnd.push(undo);
  }

  /**
   * From the call on everybody is answered `locked`; resolves when the database is closed and its key is
   * forgotten. A round of sync that does not end is not waited for: it finds the database closed.
   */
  lock(): Promise<void> {
    this.#locking ??= this.#lock().finally(() => {
      this.#locking = null;
    });
    return this.#locking;
  }

  async #lock(): Promise<void> {
    const open = this.#open;
    const syncing = this.#syncing;
    this.#open = null;
    this.#syncing = null;
    this.#idle?.stop();
    this.#idle = null;
    this.registers.clear();
    this.#checkpoints?.();
    this.#checkpoints = null;
    if (open !== null) this.changes.publish('profile');
    await syncing?.stop();
    open?.database.close();
  }

  async close(): Promise<void> {
    await this.#wiping;
    await this.lock();
    for (const undo of this.#atEnd.splice(0)) undo();
  }
}
