/**
 * One run of the model: from a seed a story of devices and servers in which everything goes wrong
 * that can, and at its end the promises that must hold whatever happened. The same seed, the same
 * story, statement by statement.
 */
import { v4 } from 'uuid';
import type { StepDraft } from '#db/steps/append.ts';
import type { Copy } from '#server/store/memory.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { Seeded } from '../factories/seeded.ts';
import { withChance } from './chance.ts';
import { type DeviceCopy, ModelDevice, textOf } from './device.ts';
import { type DiskMaker, inMemory, PowerCut } from './disk.ts';
import { calm, Network, type Weather } from './network.ts';
import { expectPromises } from './promises.ts';
import { Scheduler, type Turns } from './scheduler.ts';
import { MemoryData, type ServerData } from './serverData.ts';
import { Crashed, ServerSide } from './serverSide.ts';

export const home = 'Дом надежды';
const people = [
  { login: 'aigul', role: 'caseworker' },
  { login: 'bolat', role: 'caseworker' },
  { login: 'dana', role: 'supervisor' },
  { login: 'marat', role: 'director' },
] as const;

/** Enrolled devices and their server, made once for all seeds. */
export interface Scene {
  readonly server: Copy;
  readonly devices: readonly DeviceCopy[];
  readonly time: number;
}

const begin = Date.UTC(2026, 0, 15, 6);

/** What the stories stand on. */
export interface Ground {
  readonly disk: DiskMaker;
  readonly data: (now: () => number) => ServerData;
  readonly turns: (chance: Seeded) => Turns;
}

/** Thousands of stories in a minute, and each the same whenever it is told. */
export const light: Ground = {
  disk: inMemory,
  data: (now) => new MemoryData(now),
  turns: (chance) => new Scheduler(chance),
};

export function makeScene(ground: Ground): Promise<Scene> {
  return withChance(0, async (chance) => {
    const story = await Story.open(ground, chance, null);
    await story.employ();
    const scene = await story.scene();
    story.close();
    return scene;
  });
}

/** Most stories are short, some go on for long. */
function lengthOf(chance: Seeded): number {
  return chance.next() < 0.05 ? chance.between(60, 150) : chance.between(4, 24);
}

/** Plays one seed; throws where a promise is broken, with the story so far in the message. */
export function play(ground: Ground, scene: Scene, seed: number, events?: number): Promise<string[]> {
  return withChance(seed, async (chance) => {
    const story = await Story.open(ground, chance, scene);
    const most = events ?? lengthOf(chance);
    try {
      for (let at = 0; at < most; at += 1) await story.next();
      await story.heal();
      await expectPromises(story);
      return story.told;
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(`seed ${seed}: ${reason}\n${story.told.join('\n')}`, { cause: error });
    } finally {
      story.close();
    }
  });
}

export class Story {
  readonly told: string[] = [];
  readonly devices: ModelDevice[] = [];
  readonly revoked = new Set<ModelDevice>();
  /** One in a story is revoked and goes: enough are left to tell of. */
  #oneIsGone = false;
  readonly turns: Turns;
  readonly network: Network;
  /** Marks that were recorded and acknowledged, and by which device. */
  readonly marks = new Map<string, ModelDevice>();
  /** Marks that no disk holds any more: recorded after a copy from which all that held them was restored. */
  readonly lost = new Set<string>();
  #server: ServerSide | null = null;
  readonly #ground: Ground;
  #marksMade = 0;
  readonly #chance: Seeded;
  #time: number;
  #serverCopy: Copy | null = null;
  readonly #deviceCopies = new Map<ModelDevice, DeviceCopy>();

  private constructor(ground: Ground, chance: Seeded, time: number) {
    this.#ground = ground;
    this.#chance = chance;
    this.#time = time;
    this.turns = ground.turns(chance);
    this.network = new Network(chance, () => this.server.processes);
  }

  static async open(ground: Ground, chance: Seeded, scene: Scene | null): Promise<Story> {
    const story = new Story(ground, chance, scene?.time ?? begin);
    const data = ground.data(() => story.#time);
    await data.replace(scene?.server ?? null);
    const world = { now: () => new Date(story.#time), turns: story.turns, data };
    story.#server = await ServerSide.open(world, 2);
    for (const { login, role, file } of scene?.devices ?? []) {
      const given = { login, role, disk: ground.disk(file) };
      story.devices.push(new ModelDevice(given, story.network, () => story.#time));
    }
    return story;
  }

  get server(): ServerSide {
    if (this.#server === null) throw new Error('the server side is open');
    return this.#server;
  }

  get #admin() {
    const process = this.server.processes[0];
    if (process === undefined) throw new Error('there is a process');
    return process.admin;
  }

  async scene(): Promise<Scene> {
    return {
      server: await this.server.copy(),
      devices: this.devices.map((device) => device.copy()),
      time: this.#time,
    };
  }

  /** Everybody gets an account and a laptop. */
  async employ(): Promise<void> {
    await this.#admin.addInstitution(home);
    for (const { login, role } of people) {
      await this.#admin.addUser({ login, name: login, role, institution: home });
      const { code } = await this.#admin.makeCode(login);
      const given = { login, role, institution: home, disk: this.#ground.disk() };
      const device = ModelDevice.make(given, this.network, () => this.#time);
      await device.enrol(code);
      await device.sync();
      this.devices.push(device);
    }
  }

  /** The next thing that happens. */
  async next(): Promise<void> {
    this.#time += this.#chance.between(1, 600) * 1000;
    await this.server.revive();
    const events: readonly [number, () => Promise<void>][] = [
      [28, () => this.#write()],
      [22, () => this.#syncOne()],
      [10, () => this.#syncTogether()],
      [7, () => this.#derive()],
      [3, () => this.#packFeeds()],
      [6, () => this.#crashServerWhile()],
      [6, () => this.#cutPowerWhile()],
      [5, () => this.network.bringLate()],
      [4, () => this.#share()],
      [3, () => this.#withdraw()],
      [3, () => this.#copyDevice()],
      [2, () => this.#restoreDevice()],
      [2, () => this.#copyServer()],
      [1, () => this.#restoreServer()],
      [2, () => this.#setClock()],
      [1, () => this.#release()],
      [1, () => this.#revoke()],
      [1, () => this.#updateServer()],
      [1, () => this.#updateDevice()],
    ];
    const total = events.reduce((sum, [weight]) => sum + weight, 0);
    let drawn = this.#chance.between(1, total);
    for (const [weight, happen] of events) {
      drawn -= weight;
      if (drawn <= 0) return happen();
    }
  }

  /** The weather clears up, and everybody syncs until nothing moves any more. */
  async heal(): Promise<void> {
    this.#tell('the weather clears up');
    this.network.weather = calm;
    await this.server.revive();
    for (const device of this.devices) {
      device.start();
      device.skew = 0;
      device.protocol = 2;
    }
    for (let round = 0; ; round += 1) {
      if (round === 10) throw new Error('ten rounds of everybody, and still something moves');
      let moved = 0;
      for (const device of [...this.devices]) moved += await this.#lastSync(device);
      moved += (await this.server.processes[0]?.derive()) ?? 0;
      if (moved === 0) return;
    }
  }

  /** Answers how much moved. Only the revoked may be refused. */
  async #lastSync(device: ModelDevice): Promise<number> {
    const round = await device.sync();
    if (round.ok) return round.value.pushed + round.value.pulled;
    if (await this.#goesIfRevoked(device, round)) return 1;
    if (this.revoked.has(device)) return 0;
    throw new Error(`${device.login} cannot sync: ${JSON.stringify(round.error)}`);
  }

  close(): void {
    for (const device of this.devices) device.close();
  }

  #tell(what: string): void {
    this.told.push(what);
  }

  #device(): ModelDevice {
    const device = this.devices[this.#chance.between(0, this.devices.length - 1)];
    if (device === undefined) throw new Error('there are devices');
    device.start();
    return device;
  }

  /** Who writes case files. */
  #writer(): ModelDevice {
    for (;;) {
      const device = this.#device();
      if (device.role !== 'director') return device;
    }
  }

  #mark(): string {
    this.#marksMade += 1;
    return `m${this.#marksMade}`;
  }

  async #write(device = this.#writer()): Promise<void> {
    const mark = this.#mark();
    try {
      const cases = device.cases();
      const opens = cases.length === 0 || this.#chance.next() < 0.15;
      const caseId = cases[this.#chance.between(0, Math.max(0, cases.length - 1))] ?? '';
      const newer = !opens && this.#chance.next() < 0.1;
      if (opens) device.openCase(mark);
      else if (newer) device.recordOfNextYear(caseId, mark);
      else device.record(this.#drafts(caseId, mark));
      this.marks.set(mark, device);
      const where = opens ? 'in a new case' : `in ${caseId.slice(-4)}`;
      this.#tell(`${device.login} writes ${mark} ${where}${newer ? ' with an app of next year' : ''}`);
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.#tell(`${device.login} loses power writing ${mark}`);
      device.restart();
    }
  }

  #drafts(feedId: string, text: string): StepDraft[] {
    const occurredOn = '2026-01-12';
    const place = this.#chance.pick(['Шелек', 'Талгар', 'Есик']);
    const note: StepDraft = { feedId, kind: 'note.added', payload: { text }, occurredOn };
    const moved: StepDraft = {
      feedId,
      kind: 'child.amended',
      payload: { set: { familyPlace: place }, reason: text },
      occurredOn,
    };
    const more = Array.from({ length: this.#chance.between(0, 3) }, () => ({
      ...note,
      payload: { text: 'ещё раз' },
    }));
    return [this.#chance.next() < 0.3 ? moved : note, ...more];
  }

  async #syncOne(): Promise<void> {
    this.#changeWeather();
    await this.#sync(this.#device());
  }

  async #syncTogether(): Promise<void> {
    this.#changeWeather();
    const some = [...new Set([this.#device(), this.#device(), this.#device()])];
    this.#tell(`together: ${some.map((device) => device.login).join(', ')}`);
    await this.turns.together([
      ...some.map((device) => () => this.#sync(device)),
      () => this.#deriveQuietly(),
    ]);
  }

  #changeWeather(): void {
    const rough = (most: number): number => (this.#chance.next() < 0.5 ? 0 : this.#chance.next() * most);
    const weather: Weather = {
      requestLost: rough(0.3),
      answerCut: rough(0.4),
      twice: rough(0.3),
      late: rough(0.3),
    };
    this.network.weather = this.#chance.next() < 0.4 ? calm : weather;
  }

  async #sync(device: ModelDevice): Promise<void> {
    device.start();
    try {
      const round = await device.sync();
      const said = round.ok ? `${round.value.pushed} out, ${round.value.pulled} in` : round.error.code;
      this.#tell(`${device.login} syncs: ${said}`);
      if (await this.#goesIfRevoked(device, round)) return;
      if (!round.ok && round.error.code === 'server_refused' && !this.revoked.has(device)) {
        throw new Error(`${device.login} is refused: ${JSON.stringify(round.error)}`);
      }
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.#tell(`${device.login} loses power in a sync`);
      device.restart();
    }
  }

  async #derive(): Promise<void> {
    this.#tell('summaries');
    await this.#deriveQuietly();
  }

  async #deriveQuietly(): Promise<void> {
    const { processes } = this.server;
    try {
      await processes[this.#chance.between(0, processes.length - 1)]?.derive();
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
    }
  }

  async #packFeeds(): Promise<void> {
    const { processes } = this.server;
    await processes[this.#chance.between(0, processes.length - 1)]?.packFeeds();
    this.#tell('feeds are packed');
  }

  async #crashServerWhile(): Promise<void> {
    const { processes } = this.server;
    const process = processes[this.#chance.between(0, processes.length - 1)];
    if (process === undefined) return;
    process.crashesIn = this.#chance.between(0, 40);
    this.#tell(`a server process will crash in ${process.crashesIn} statements`);
    await (this.#chance.next() < 0.5 ? this.#syncOne() : this.#syncTogether());
    // it dies now at the latest
    process.crashesIn = -1;
  }

  async #cutPowerWhile(): Promise<void> {
    const device = this.#device();
    device.cutIn(this.#chance.between(0, 150));
    this.#tell(`${device.login} will lose power`);
    if (device.role !== 'director' && this.#chance.next() < 0.4) await this.#write(device);
    else await this.#sync(device);
    device.start();
  }

  async #share(): Promise<void> {
    await this.#aboutACase('is let into', (login, caseId) => this.#admin.grant(login, caseId));
  }

  async #withdraw(): Promise<void> {
    await this.#aboutACase('is let out of', (login, caseId) => this.#admin.withdraw(login, caseId));
  }

  async #aboutACase(words: string, work: (login: string, caseId: string) => Promise<unknown>): Promise<void> {
    const cases = await this.server.store.select('feed', {
      columns: ['feed_id'],
      where: { kind: 'case' },
      order: ['feed_id'],
    });
    const { login } = this.#writer();
    const found = cases[this.#chance.between(0, Math.max(0, cases.length - 1))];
    if (found === undefined) return;
    await work(login, found.feed_id);
    this.#tell(`${login} ${words} ${found.feed_id.slice(-4)}`);
  }

  async #copyDevice(): Promise<void> {
    const device = this.#device();
    this.#deviceCopies.set(device, device.copy());
    this.#tell(`${device.login} is copied`);
  }

  async #restoreDevice(): Promise<void> {
    const device = this.#device();
    const copy = this.#deviceCopies.get(device);
    if (copy === undefined) return;
    device.restore(copy);
    this.#tell(`${device.login} is restored from its copy`);
    await this.#notice();
  }

  async #copyServer(): Promise<void> {
    this.#serverCopy = await this.server.copy();
    this.#tell('the server is copied');
  }

  async #restoreServer(): Promise<void> {
    if (this.#serverCopy === null) return;
    await this.server.restore(this.#serverCopy, v4());
    this.#tell('the server is restored from its copy');
    for (const device of [...this.revoked]) if (!(await this.#isRevoked(device))) this.revoked.delete(device);
    await this.#notice();
  }

  /** Under whatever id: each person has one device in the model. */
  async #isRevoked(device: ModelDevice): Promise<boolean> {
    const ids = await this.server.store.select('device', {
      columns: ['revoked_as'],
      where: { person_id: device.profile.personId },
    });
    return ids.some((row) => row.revoked_as !== null);
  }

  /** Restoring throws away what only the restored disk held: then nobody can have it any more. */
  async #notice(): Promise<void> {
    const held = new Set([
      ...this.devices.flatMap((device) => device.ownTexts()),
      ...(await textsOnServer(this.server)),
    ]);
    for (const mark of this.marks.keys()) if (!held.has(mark)) this.lost.add(mark);
  }

  async #setClock(): Promise<void> {
    const device = this.#device();
    const day = 86_400_000;
    device.skew = this.#chance.pick([0, day, -day, 3 * 365 * day, -10 * 365 * day, 55_000]);
    this.#tell(`${device.login} has a clock ${device.skew / day} days off`);
  }

  async #release(): Promise<void> {
    const waiting = (await this.#admin.quarantineList()).filter((item) => item.verdict === 'quarantined');
    const item = waiting[this.#chance.between(0, Math.max(0, waiting.length - 1))];
    if (item === undefined) return;
    this.#tell(`a ${item.kind} is released from quarantine`);
    try {
      await this.#admin.quarantineRelease(item.stepId);
    } catch (error) {
      // a step of a case that nobody opened here
      if (!(error instanceof Error && 'code' in error && error.code === 'case_unknown')) throw error;
    }
  }

  /** One process after the other: until its app is updated too, a device is told nothing by those. */
  async #updateServer(): Promise<void> {
    const at = this.#chance.between(0, this.server.processes.length - 1);
    await this.server.update(at);
    this.#tell(`server process ${at} is of the next version`);
  }

  async #updateDevice(): Promise<void> {
    const device = this.#device();
    device.protocol = 2;
    this.#tell(`${device.login} has an app of the next version`);
  }

  async #revoke(): Promise<void> {
    const device = this.#device();
    const as = this.#chance.next() < 0.7 ? 'withdrawn' : 'lost';
    if (this.#oneIsGone || this.revoked.size > 0) return;
    await this.#admin.deviceRevoke(device.profile.deviceId, as).catch(() => undefined);
    if (await this.#isRevoked(device)) this.revoked.add(device);
    this.#tell(`${device.login} is revoked: ${as}`);
  }

  /** A device that has learnt that it is revoked, and may go, destroys what it holds and says so. */
  async #goesIfRevoked(device: ModelDevice, round: Result<unknown>): Promise<boolean> {
    const end = await device.endIfRevoked(round);
    if (end === null) return false;
    this.#oneIsGone = true;
    this.revoked.delete(device);
    this.devices.splice(this.devices.indexOf(device), 1);
    this.#deviceCopies.delete(device);
    this.#tell(`${device.login} is gone, ${end.leftSteps} steps with it`);
    // one that was reported lost hands in nothing: what only it held is nowhere any more
    if (end.as === 'lost') await this.#notice();
    return true;
  }
}

/** Every mark that the server holds, as often as it holds it. */
export async function textsOnServer(server: ServerSide): Promise<string[]> {
  const steps = await server.store.select('step', { columns: ['payload'] });
  const withheld = await server.store.select('withheld_step', {
    columns: ['payload'],
    where: { released_at: null },
  });
  return [...steps, ...withheld].flatMap((row) => textOf(row.payload));
}
