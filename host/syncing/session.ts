/**
 * The sync of an open profile: one round at a time, and what the app says of it meanwhile. What it tells is
 * what the server confirmed and nothing else.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { countWaiting } from '#db/attachments/attachments.ts';
import { DatabaseClosed, storageFailure } from '#db/open/failure.ts';
import { readProfile, writeProfile } from '#db/profile/profile.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { done, type Failure, failed, type Result } from '#shared/contract/failure.ts';
import type { SyncView } from '#shared/contract/views.ts';
import type { DeviceRevoked } from '#shared/sync/messages.ts';
import { type WrittenQuestion, writeQuestion } from '../bundle/question.ts';
import { type TakenAnswer, takeAnswer } from '../bundle/takeAnswer.ts';
import type { Changes } from '../session/changes.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { failureOfStorage } from '../session/storage.ts';
import { carryAttachments, letRest, restsIn } from '../sync/attachments.ts';
import { Connection } from '../sync/connection.ts';
import { backoff, ContinuousSync } from '../sync/continuous.ts';
import { type EnrolRequest, enrol } from '../sync/enrol.ts';
import { mayGo } from '../sync/farewell.ts';
import { Link } from '../sync/link.ts';
import type { SyncPorts } from '../sync/ports.ts';
import { type SyncRound, syncOnce } from '../sync/round.ts';
import { type SyncProgress, syncView } from './view.ts';

export type RoundView = SyncView & { readonly pushed: number; readonly pulled: number };
type AnswerView = RoundView & Pick<TakenAnswer, 'more'> & { readonly carried: TakenAnswer['documents'] };

const provenRevocation = z.object({ as: z.enum(['lost', 'withdrawn']), proven: z.literal(true) });

/** So long a lock waits for a round to end in order, milliseconds: one that still runs then finds the database closed. */
const longestFarewellMs = 300;

export interface SyncWorld {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: () => Date;
  readonly changes: Changes;
  /** Whether to sync without being asked, as the app does and the command line does not. */
  readonly syncsByItself: boolean;
  /** This device is revoked, and what it could hand in is handed in. */
  readonly revoked: (open: OpenProfile, as: DeviceRevoked['as'], connection: Connection) => void;
}

export class SyncSession {
  readonly #open: OpenProfile;
  readonly #changes: Changes;
  readonly #ports: SyncPorts;
  readonly #stopped = new AbortController();
  readonly #continuous: ContinuousSync | null;
  readonly #revoked: SyncWorld['revoked'];
  #round: Promise<Result<RoundView>> | null = null;
  #documents: Promise<void> | null = null;
  /** Since the last look at them. */
  #documentsWanted = false;
  readonly #documentsRest = new Map<string, number>();
  /** In a row, without any piece that got through. */
  #documentTurns = 0;
  #documentsLater: NodeJS.Timeout | null = null;
  #lastError: string | null = null;
  #progress: SyncView['progress'] = null;

  constructor(open: OpenProfile, { fetch, clock, changes, syncsByItself, revoked }: SyncWorld) {
    this.#open = open;
    this.#changes = changes;
    this.#revoked = revoked;
    this.#ports = { database: open.database, fetch, now: clock, random: Math.random, link: new Link() };
    this.#continuous = syncsByItself ? new ContinuousSync(this.#ports, () => this.#newRound()) : null;
    this.#continuous?.start();
  }

  view(): SyncView {
    return syncView(this.#open, this.#now());
  }

  async enrol(request: EnrolRequest): Promise<Result<SyncView>> {
    const enrolled = await enrol(this.#ports, request);
    this.#lastError = enrolled.ok ? null : enrolled.error.code;
    if (enrolled.ok) {
      this.#open.heardServer();
      this.#continuous?.start();
    }
    this.#changes.publish('profile', 'cases', 'institution', 'sync');
    return enrolled.ok ? done(this.view()) : enrolled;
  }

  /** One round of push and pull; whoever asks during a round gets that round. */
  now(): Promise<Result<RoundView>> {
    this.#round ??= this.#run()
      .catch(lockedMeanwhile)
      .finally(() => {
        this.#round = null;
        if (this.#continuous !== null) void this.#carryDocuments();
      });
    return this.#round;
  }

  /** Everything that waits, as a file for the server. A round that is under way ends first. */
  async writeQuestion(): Promise<Result<WrittenQuestion>> {
    await this.#noRound();
    return writeQuestion(this.#ports);
  }

  /** The server's answer from a file: a round like any other, but for the way that it came. */
  async takeAnswer(file: Uint8Array): Promise<Result<AnswerView>> {
    await this.#noRound();
    const round = this.#whileSyncing(() =>
      takeAnswer(this.#ports, file, (document) => letRest(this.#documentsRest, document, this.#ports.now())),
    );
    this.#round = round.then((taken) =>
      taken.ok ? done({ ...this.view(), pushed: taken.value.pushed, pulled: taken.value.pulled }) : taken,
    );
    const taken = await round.finally(() => {
      this.#round = null;
    });
    // a file that does not fit says nothing of the server
    if (!taken.ok && taken.error.code === 'device_revoked') this.#lastError = taken.error.code;
    this.#changes.publish('sync', 'cases', 'institution');
    if (!taken.ok) {
      await this.#endIfRevoked(taken.error);
      return taken;
    }
    const { pushed, pulled, more, documents: carried } = taken.value;
    return done({ ...this.view(), pushed, pulled, more, carried });
  }

  async #noRound(): Promise<void> {
    while (this.#round !== null) await this.#round.catch(() => undefined);
  }

  /** A round that begins now: one that is under way may have looked already at what has moved since. */
  async #newRound(): Promise<Result<RoundView>> {
    await this.#noRound();
    return this.now();
  }

  /** Something was recorded here: it goes out soon, where the sync goes by itself. */
  nudge(): void {
    this.#continuous?.nudge();
  }

  /** Where the same server is reached from now on, e.g. after it moved. */
  moveServer(serverUrl: string): void {
    const profile = readProfile(this.#open.database);
    if (profile !== null && !profile.standalone) writeProfile(this.#open.database, { ...profile, serverUrl });
  }

  /**
   * Ends what is under way, and waits for it a short while: a server that does not answer, or a disk that is
   * slow, must not hold up a lock. What was pushed and pulled so far stays; what still runs writes no more.
   */
  async stop(): Promise<void> {
    this.#stopped.abort();
    if (this.#documentsLater !== null) clearTimeout(this.#documentsLater);
    const ended = Promise.allSettled([this.#continuous?.stop(), this.#round, this.#documents]);
    const waited = new AbortController();
    await Promise.race([ended, sleep(longestFarewellMs, undefined, { signal: waited.signal })]);
    waited.abort();
  }

  async #run(): Promise<Result<RoundView>> {
    if (this.#stopped.signal.aborted) return failed('locked');
    const contactBefore = this.#open.profile.lastContactAt;
    const round = await this.#whileSyncing(() => this.#pushAndPull());
    // the database may be closed by now
    if (this.#stopped.signal.aborted) return failed('locked');
    if (this.#open.profile.lastContactAt !== contactBefore) this.#open.heardServer();
    this.#lastError = round.ok ? null : round.error.code;
    this.#changes.publish('sync', 'cases', 'institution');
    if (!round.ok) {
      await this.#endIfRevoked(round.error);
      return round;
    }
    // by itself the sync carries them behind the round; whoever asks for a single round gets all of it
    if (this.#continuous === null) await this.#carryDocuments();
    return done({ ...this.view(), pushed: round.value.pushed, pulled: round.value.pulled });
  }

  /** Revoked, and proven so: documents still go, and then this profile with all that it holds. */
  async #endIfRevoked({ code, details }: Failure): Promise<void> {
    const told = code === 'device_revoked' ? provenRevocation.safeParse(details) : null;
    const connection = Connection.open(this.#ports);
    if (told?.success !== true || connection === null) return;
    const { as } = told.data;
    const { database } = this.#open;
    const rest = this.#documentsRest;
    if (as === 'withdrawn') {
      const { signal } = this.#stopped;
      await carryAttachments(this.#ports, connection, { signal, rest, ending: true });
    }
    if (mayGo(database, as, (document) => restsIn(rest, document))) this.#revoked(this.#open, as, connection);
  }

  /** Documents, until a step or a round needs the line. What fails is tried again by itself. */
  #carryDocuments(): Promise<void> {
    this.#documentsWanted = true;
    this.#documents ??= this.#carryAsWanted().finally(() => {
      this.#documents = null;
    });
    return this.#documents;
  }

  async #carryAsWanted(): Promise<void> {
    while (this.#documentsWanted && !this.#stopped.signal.aborted) {
      this.#documentsWanted = false;
      await this.#carry();
    }
  }

  async #carry(): Promise<void> {
    const { database } = this.#open;
    const connection = Connection.open(this.#ports);
    if (connection === null) return;
    const besideRound = this.#continuous !== null;
    let moved = false;
    const carried = await carryAttachments(this.#ports, connection, {
      signal: this.#stopped.signal,
      stop: () => countUnsent(database) > 0 || (besideRound && this.#round !== null),
      moved: () => {
        moved = true;
      },
      rest: this.#documentsRest,
    }).catch((error: unknown) => {
      // a full disk: the next step that is recorded says so
      if (storageFailure(error) === null) throw error;
      return { sent: 0, fetched: 0 };
    });
    if (this.#stopped.signal.aborted) return;
    if (carried.sent + carried.fetched > 0) this.#changes.publish('sync', 'cases');
    const { toSend, toFetch } = countWaiting(database);
    if (!besideRound || toSend + toFetch === 0 || this.#documentsLater !== null) return;
    // over a link on which something moves it goes on soon
    this.#documentTurns = moved ? 1 : this.#documentTurns + 1;
    this.#documentsLater = setTimeout(
      () => {
        this.#documentsLater = null;
        void this.now();
      },
      backoff(this.#documentTurns, this.#ports.random()),
    );
    this.#documentsLater.unref();
  }

  #pushAndPull(): Promise<Result<SyncRound>> {
    return syncOnce(this.#ports, {
      signal: this.#stopped.signal,
      progress: (_, at, total) => {
        this.#progress = { done: at, total };
        this.#changes.publish('sync');
      },
    });
  }

  /** A full disk ends the round as a value, since nobody may be waiting for it. */
  async #whileSyncing<Value>(work: () => Promise<Result<Value>>): Promise<Result<Value>> {
    this.#progress = { done: 0, total: 0 };
    this.#changes.publish('sync');
    try {
      return await work();
    } catch (error) {
      const failure = storageFailure(error);
      if (failure === null) throw error;
      return failed(failureOfStorage[failure.code]);
    } finally {
      this.#progress = null;
    }
  }

  #now(): SyncProgress {
    return { state: this.#state(), lastError: this.#lastError, progress: this.#progress };
  }

  #state(): SyncView['state'] {
    if (this.#open.profile.standalone) return 'off';
    if (this.#progress !== null) return 'syncing';
    if (this.#lastError === 'server_unreachable') return 'offline';
    if (this.#lastError !== null) return 'failed';
    const { database } = this.#open;
    return countUnsent(database) > 0 || countWaiting(database).toSend > 0 ? 'waiting' : 'idle';
  }
}

/** A round that a lock did not wait for. */
function lockedMeanwhile(error: unknown): { ok: false; error: Failure } {
  if (error instanceof DatabaseClosed) return failed('locked');
  throw error;
}
