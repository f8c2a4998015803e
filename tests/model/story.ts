/** A story: what happens one after the other, as chance draws it, and how everything heals in the end. */
import { v4 } from 'uuid';
import type { SyncRound } from '#host/sync/round.ts';
import type { Copy } from '#server/store/memory.ts';
import type { FailureCode, Result } from '#shared/contract/failure.ts';
import type { Seeded } from '../factories/seeded.ts';
import { type DeviceCopy, draftsOf, ModelDevice } from './device.ts';
import { PowerCut } from './disk.ts';
import { begin, type Ground, home, people, type Scene } from './ground.ts';
import { Marks } from './marks.ts';
import { calm, Network } from './network.ts';
import { Office } from './office.ts';
import type { Turns } from './scheduler.ts';
import { Crashed, type Process, ServerSide } from './serverSide.ts';
import { type Opened, Stick } from './stick.ts';

export class Story {
  readonly told: string[] = [];
  readonly devices: ModelDevice[] = [];
  readonly revoked = new Set<ModelDevice>();
  /** One in a story is revoked and goes: enough are left to tell of. */
  #oneIsGone = false;
  readonly turns: Turns;
  readonly network: Network;
  readonly #stick: Stick;
  readonly #office: Office;
  readonly marks = new Marks();
  #server: ServerSide | null = null;
  readonly #ground: Ground;
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
    const tell = (what: string) => this.#tell(what);
    this.#stick = new Stick(chance, tell);
    this.#office = new Office(chance, () => this.server, tell);
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

  async scene(): Promise<Scene> {
    return {
      server: await this.server.copy(),
      devices: this.devices.map((device) => device.copy()),
      time: this.#time,
    };
  }

  /** Everybody gets an account and a laptop. */
  async employ(): Promise<void> {
    await this.server.admin.addInstitution(home);
    for (const { login, role } of people) {
      await this.server.admin.addUser({ login, name: login, role, institution: home });
      const { code } = await this.server.admin.makeCode(login);
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
    const events: readonly [number, () => Promise<unknown>][] = [
      [28, () => this.#write()],
      [22, () => this.#syncOne()],
      [10, () => this.#syncTogether()],
      [7, () => this.#derive()],
      [3, () => this.#office.packFeeds(this.#process())],
      [6, () => this.#crashServerWhile()],
      [6, () => this.#cutPowerWhile()],
      [5, () => this.network.bringLate()],
      [4, () => this.#office.share(this.#writer().login)],
      [3, () => this.#office.withdraw(this.#writer().login)],
      [3, () => this.#copyDevice()],
      [2, () => this.#restoreDevice()],
      [2, () => this.#copyServer()],
      [1, () => this.#restoreServer()],
      [2, () => this.#setClock()],
      [1, () => this.#office.release()],
      [1, () => this.#revoke()],
      [1, () => this.#office.update()],
      [1, () => this.#updateDevice()],
      [4, () => this.#writeFile()],
      [2, () => this.#stick.bring(this.#process())],
      [2, () => this.#open(this.#stick.take())],
    ];
    const total = events.reduce((sum, [weight]) => sum + weight, 0);
    let drawn = this.#chance.between(1, total);
    for (const [weight, happen] of events) {
      drawn -= weight;
      if (drawn <= 0) {
        await happen();
        return;
      }
    }
  }

  /**
   * The weather clears up, and everybody syncs until nothing moves any more; one perhaps by files alone.
   * Answers that lay around all the while are opened then, and must change nothing.
   */
  async heal(): Promise<void> {
    this.#tell('the weather clears up');
    this.network.weather = calm;
    await this.server.revive();
    this.#stick.isEmptied = true;
    while (await this.#stick.bring(this.#process()));
    const offline = this.#chance.next() < 0.3 ? this.#device() : null;
    if (offline !== null) this.#tell(`${offline.login} has files alone`);
    for (const device of this.devices) {
      device.start();
      device.skew = 0;
      device.protocol = 2;
    }
    for (let round = 0; ; round += 1) {
      if (round === 10) throw new Error('ten rounds of everybody, and still something moves');
      let moved = 0;
      for (const device of [...this.devices]) moved += await this.#lastSync(device, device === offline);
      moved += (await this.server.processes[0]?.derive()) ?? 0;
      if (moved === 0) break;
    }
    while (await this.#open(this.#stick.take()));
  }

  /** Answers how much moved. Only the revoked may be refused. */
  async #lastSync(device: ModelDevice, isOffline: boolean): Promise<number> {
    this.#time += 1000;
    // files of this version are too old for a server of the next
    const reads = this.server.processes.find(({ context }) => context.oldestProtocol === 1);
    const byFile = isOffline && reads !== undefined;
    const round = byFile ? await this.#stick.carry(device, reads) : await device.sync();
    if (round.ok && 'more' in round.value && round.value.more) return 1;
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

  #process(): Process {
    const { processes } = this.server;
    const process = processes[this.#chance.between(0, processes.length - 1)];
    if (process === undefined) throw new Error('there are processes');
    return process;
  }

  /** Who writes case files. */
  #writer(): ModelDevice {
    for (;;) {
      const device = this.#device();
      if (device.role !== 'director') return device;
    }
  }

  async #write(device = this.#writer()): Promise<void> {
    const mark = this.marks.make();
    try {
      const cases = device.cases();
      const opens = cases.length === 0 || this.#chance.next() < 0.15;
      const caseId = cases[this.#chance.between(0, Math.max(0, cases.length - 1))] ?? '';
      const newer = !opens && this.#chance.next() < 0.1;
      if (opens) device.openCase(mark);
      else if (newer) device.recordOfNextYear(caseId, mark);
      else device.record(draftsOf(this.#chance, caseId, mark));
      this.marks.written.add(mark);
      const where = opens ? 'in a new case' : `in ${caseId.slice(-4)}`;
      this.#tell(`${device.login} writes ${mark} ${where}${newer ? ' with an app of next year' : ''}`);
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.#tell(`${device.login} loses power writing ${mark}`);
      device.restart();
    }
  }

  async #syncOne(): Promise<void> {
    this.network.changeWeather();
    await this.#sync(this.#device());
  }

  async #syncTogether(): Promise<void> {
    this.network.changeWeather();
    const some = [...new Set([this.#device(), this.#device(), this.#device()])];
    this.#tell(`together: ${some.map((device) => device.login).join(', ')}`);
    await this.turns.together([
      ...some.map((device) => () => this.#sync(device)),
      () => this.#deriveQuietly(),
    ]);
  }

  #sync(device: ModelDevice): Promise<void> {
    device.start();
    return this.#round(device, 'syncs', () => device.sync());
  }

  async #round(device: ModelDevice, how: string, sync: () => Promise<Result<SyncRound>>): Promise<void> {
    try {
      const round = await sync();
      const said = round.ok ? `${round.value.pushed} out, ${round.value.pulled} in` : round.error.code;
      this.#tell(`${device.login} ${how}: ${said}`);
      if (await this.#goesIfRevoked(device, round)) return;
      if (!round.ok && isRefusal(round.error.code) && !this.revoked.has(device)) {
        throw new Error(`${device.login} is refused: ${JSON.stringify(round.error)}`);
      }
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
      this.#tell(`${device.login} ${how} and loses power`);
      device.restart();
    }
  }

  /** Often with something just written; often it is brought at once, and its answer opened. */
  async #writeFile(): Promise<void> {
    const device = this.#device();
    const copy = this.#chance.next() < 0.15 ? device.copy() : null;
    if (device.role !== 'director' && this.#chance.next() < 0.6) await this.#write(device);
    if (this.#chance.next() < 0.1) await this.#stick.fill(this.#process(), device);
    else await this.#stick.write(device);
    if (copy !== null) await this.#goBack(device, copy);
    if (this.#chance.next() < 0.6) await this.#stick.bring(this.#process());
    if (this.#chance.next() < 0.4) await this.#open(this.#stick.take());
  }

  /** While its file is on the way; what is written then has the numbers of what is in the file. */
  async #goBack(device: ModelDevice, copy: DeviceCopy): Promise<void> {
    device.restore(copy);
    this.#tell(`${device.login} is restored to before its file`);
    await this.marks.noticeLost(this.devices, this.server);
    if (device.role !== 'director') await this.#write(device);
  }

  /** False where there is none. */
  async #open(answer: Opened | null): Promise<boolean> {
    if (answer === null) return false;
    answer.device.start();
    await this.#round(answer.device, 'opens a file', answer.open);
    return true;
  }

  async #derive(): Promise<void> {
    this.#tell('summaries');
    await this.#deriveQuietly();
  }

  async #deriveQuietly(): Promise<void> {
    try {
      await this.#process().derive();
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
    }
  }

  async #crashServerWhile(): Promise<void> {
    const process = this.#process();
    process.crashesIn = this.#chance.between(0, 40);
    this.#tell(`a server process will crash in ${process.crashesIn} statements`);
    if (this.#stick.hasQuestions && this.#chance.next() < 0.5) await this.#stick.bring(process);
    else await (this.#chance.next() < 0.5 ? this.#syncOne() : this.#syncTogether());
    // it dies now at the latest
    process.crashesIn = -1;
  }

  async #cutPowerWhile(): Promise<void> {
    const device = this.#device();
    device.cutIn(this.#chance.between(0, 150));
    this.#tell(`${device.login} will lose power`);
    const answer = this.#chance.next() < 0.5 ? this.#stick.take(device) : null;
    if (answer !== null) await this.#round(device, 'opens a file', answer.open);
    else if (device.role !== 'director' && this.#chance.next() < 0.4) await this.#write(device);
    else await this.#sync(device);
    device.start();
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
    await this.marks.noticeLost(this.devices, this.server);
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
    await this.marks.noticeLost(this.devices, this.server);
  }

  /** Under whatever id: each person has one device in the model. */
  async #isRevoked(device: ModelDevice): Promise<boolean> {
    const ids = await this.server.store.select('device', {
      columns: ['revoked_as'],
      where: { person_id: device.profile.personId },
    });
    return ids.some((row) => row.revoked_as !== null);
  }

  async #setClock(): Promise<void> {
    const device = this.#device();
    const day = 86_400_000;
    device.skew = this.#chance.pick([0, day, -day, 3 * 365 * day, -10 * 365 * day, 55_000]);
    this.#tell(`${device.login} has a clock ${device.skew / day} days off`);
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
    await this.server.admin.deviceRevoke(device.profile.deviceId, as).catch(() => undefined);
    if (await this.#isRevoked(device)) this.revoked.add(device);
    this.#tell(`${device.login} is revoked: ${as}`);
  }

  /** A device that has learnt that it is revoked, and may go, destroys what it holds and says so. */
  async #goesIfRevoked(device: ModelDevice, round: Result<unknown>): Promise<boolean> {
    const end = await device.endIfRevoked(round);
    if (end === null) return false;
    this.#oneIsGone = true;
    const isKnown = this.revoked.delete(device);
    this.devices.splice(this.devices.indexOf(device), 1);
    this.#deviceCopies.delete(device);
    this.#stick.forget(device);
    this.#tell(`${device.login} is gone, ${end.leftSteps} steps with it`);
    // one that was reported lost hands in nothing, and one that reads so in a file does not know that its server was
    // restored since: what only it held is nowhere any more
    if (end.as === 'lost' || !isKnown) await this.marks.noticeLost(this.devices, this.server);
    return true;
  }
}

/** What only a revoked device may be told. */
function isRefusal(code: FailureCode): boolean {
  return code === 'server_refused' || (code.startsWith('bundle_') && code !== 'bundle_late');
}
