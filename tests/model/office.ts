/** What the administrator of the server does in a story, and its own work behind the requests. */
import type { Seeded } from '../factories/seeded.ts';
import type { Process, ServerSide } from './serverSide.ts';

export class Office {
  readonly #chance: Seeded;
  readonly #server: () => ServerSide;
  readonly #tell: (what: string) => void;

  constructor(chance: Seeded, server: () => ServerSide, tell: (what: string) => void) {
    this.#chance = chance;
    this.#server = server;
    this.#tell = tell;
  }

  async packFeeds(process: Process): Promise<void> {
    await process.packFeeds();
    this.#tell('feeds are packed');
  }

  async share(login: string): Promise<void> {
    await this.#aboutACase(login, 'is let into', (caseId) => this.#server().admin.grant(login, caseId));
  }

  async withdraw(login: string): Promise<void> {
    await this.#aboutACase(login, 'is let out of', (caseId) => this.#server().admin.withdraw(login, caseId));
  }

  async #aboutACase(login: string, words: string, work: (caseId: string) => Promise<unknown>): Promise<void> {
    const cases = await this.#server().store.select('feed', {
      columns: ['feed_id'],
      where: { kind: 'case' },
      order: ['feed_id'],
    });
    const found = cases[this.#chance.between(0, Math.max(0, cases.length - 1))];
    if (found === undefined) return;
    await work(found.feed_id);
    this.#tell(`${login} ${words} ${found.feed_id.slice(-4)}`);
  }

  async release(): Promise<void> {
    const waiting = (await this.#server().admin.quarantineList()).filter(
      (item) => item.verdict === 'quarantined',
    );
    const item = waiting[this.#chance.between(0, Math.max(0, waiting.length - 1))];
    if (item === undefined) return;
    this.#tell(`a ${item.kind} is released from quarantine`);
    try {
      await this.#server().admin.quarantineRelease(item.stepId);
    } catch (error) {
      // a step of a case that nobody opened here
      if (!(error instanceof Error && 'code' in error && error.code === 'case_not_opened')) throw error;
    }
  }

  /** One process after the other: until its app is updated too, a device is told nothing by those. */
  async update(): Promise<void> {
    const at = this.#chance.between(0, this.#server().processes.length - 1);
    await this.#server().update(at);
    this.#tell(`server process ${at} is of the next version`);
  }
}
