/**
 * The sync of an open profile: one round at a time, and what the app says of it meanwhile. What it tells is
 * what the server confirmed and nothing else.
 */
import { readProfile, writeProfile } from '#db/profile/profile.ts';
import { done, type Result } from '#shared/contract/failure.ts';
import type { SyncView } from '#shared/contract/views.ts';
import type { Changes } from '../session/changes.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import { type EnrolRequest, enrol } from '../sync/enrol.ts';
import type { SyncPorts } from '../sync/ports.ts';
import { syncOnce } from '../sync/round.ts';
import { type SyncProgress, syncView } from './view.ts';

export type RoundView = SyncView & { readonly pushed: number; readonly pulled: number };

export interface SyncWorld {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: () => Date;
  readonly changes: Changes;
}

export class SyncSession {
  readonly #open: OpenProfile;
  readonly #changes: Changes;
  readonly #ports: SyncPorts;
  readonly #stopped = new AbortController();
  #round: Promise<Result<RoundView>> | null = null;
  #lastError: string | null = null;
  #progress: SyncView['progress'] = null;

  constructor(open: OpenProfile, { fetch, clock, changes }: SyncWorld) {
    this.#open = open;
    this.#changes = changes;
    this.#ports = { database: open.database, fetch, now: clock, random: Math.random };
  }

  view(): SyncView {
    return syncView(this.#open, this.#now());
  }

  async enrol(request: EnrolRequest): Promise<Result<SyncView>> {
    const enrolled = await enrol(this.#ports, request);
    this.#lastError = enrolled.ok ? null : enrolled.error.code;
    this.#changes.publish('profile', 'cases', 'institution', 'sync');
    return enrolled.ok ? done(this.view()) : enrolled;
  }

  /** One round of push and pull; whoever asks during a round gets that round. */
  now(): Promise<Result<RoundView>> {
    this.#round ??= this.#run().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  /** Where the same server is reached from now on, e.g. after it moved. */
  moveServer(serverUrl: string): void {
    const profile = readProfile(this.#open.database);
    if (profile !== null && !profile.standalone) writeProfile(this.#open.database, { ...profile, serverUrl });
  }

  /** Ends a round that is under way; what it pushed and pulled so far stays. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#round?.catch(() => undefined);
  }

  async #run(): Promise<Result<RoundView>> {
    this.#progress = { done: 0, total: 0 };
    this.#changes.publish('sync');
    const round = await syncOnce(this.#ports, {
      signal: this.#stopped.signal,
      progress: (_, at, total) => {
        this.#progress = { done: at, total };
        this.#changes.publish('sync');
      },
    }).finally(() => {
      this.#progress = null;
    });
    this.#lastError = round.ok ? null : round.error.code;
    this.#changes.publish('sync', 'cases', 'institution');
    if (!round.ok) return round;
    return done({ ...this.view(), pushed: round.value.pushed, pulled: round.value.pulled });
  }

  #now(): SyncProgress {
    return { state: this.#state(), lastError: this.#lastError, progress: this.#progress };
  }

  #state(): SyncView['state'] {
    if (this.#open.profile.standalone) return 'off';
    if (this.#progress !== null) return 'syncing';
    if (this.#lastError === 'server_unreachable') return 'offline';
    return this.#lastError === null ? 'idle' : 'failed';
  }
}
