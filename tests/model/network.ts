/** The network between a device and the server: it loses requests and answers, and brings requests twice or late. */
import type { TransportOptions } from '#host/sync/transport.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import type { Seeded } from '../factories/seeded.ts';
import type { Process } from './serverSide.ts';

/** From 0 to 1 each. */
export interface Weather {
  readonly requestLost: number;
  readonly answerCut: number;
  readonly twice: number;
  readonly late: number;
}

export const calm: Weather = { requestLost: 0, answerCut: 0, twice: 0, late: 0 };

export class Network {
  readonly #chance: Seeded;
  readonly #processes: () => readonly Process[];
  /** Requests that arrive some other day. */
  readonly #late: (() => Promise<unknown>)[] = [];
  weather: Weather = calm;

  constructor(chance: Seeded, processes: () => readonly Process[]) {
    this.#chance = chance;
    this.#processes = processes;
  }

  changeWeather(): void {
    const rough = (most: number): number => (this.#chance.next() < 0.5 ? 0 : this.#chance.next() * most);
    const weather: Weather = {
      requestLost: rough(0.3),
      answerCut: rough(0.4),
      twice: rough(0.3),
      late: rough(0.3),
    };
    this.weather = this.#chance.next() < 0.4 ? calm : weather;
  }

  connect(options: TransportOptions, protocol: number): SyncClient {
    const caller = { deviceId: options.credentials?.deviceId ?? null, protocol };
    const way =
      <Input, Answer>(call: (client: SyncClient, input: Input) => Promise<Answer>) =>
      async (input: Input): Promise<Answer> => {
        const wire = JSON.stringify(input);
        const ask = () => this.#carry(caller, (client) => call(client, JSON.parse(wire)));
        options.sent?.();
        if (this.#happens(this.weather.late)) this.#late.push(ask);
        if (this.#happens(this.weather.requestLost)) throw new TypeError('the request is lost');
        if (this.#happens(this.weather.twice)) await ask().catch(() => undefined);
        const answer = await ask();
        if (this.#happens(this.weather.answerCut)) throw new TypeError('the answer is cut');
        return answer;
      };
    return {
      enrolment: {
        look: way((client, input) => client.enrolment.look(input)),
        complete: way((client, input) => client.enrolment.complete(input)),
      },
      device: {
        renew: way((client, input) => client.device.renew(input)),
        wiped: way((client, input) => client.device.wiped(input)),
      },
      push: way((client, input) => client.push(input)),
      feeds: way((client, input) => client.feeds(input)),
      pull: way((client, input) => client.pull(input)),
      attachment: { get: way((client, input) => client.attachment.get(input)) },
      snapshot: { get: way((client, input) => client.snapshot.get(input)) },
      poke: () => Promise.reject(new TypeError('nobody listens in the model')),
    };
  }

  /** One of the requests that were on their way for long arrives; nobody waits for its answer. */
  async bringLate(): Promise<void> {
    const at = this.#chance.between(0, Math.max(0, this.#late.length - 1));
    const [ask] = this.#late.splice(at, 1);
    await ask?.().catch(() => undefined);
  }

  #happens(probability: number): boolean {
    return probability > 0 && this.#chance.next() < probability;
  }

  /** To any process. One that crashes meanwhile answers nothing. */
  async #carry<Answer>(
    { deviceId, protocol }: { readonly deviceId: string | null; readonly protocol: number },
    call: (client: SyncClient) => Promise<Answer>,
  ): Promise<Answer> {
    const processes = this.#processes();
    const process = processes[this.#chance.between(0, processes.length - 1)];
    if (process === undefined || process.gone) throw new TypeError('nobody answers');
    try {
      const answer = await call(process.clientOf(deviceId, protocol));
      return JSON.parse(JSON.stringify(answer));
    } catch (error) {
      if (process.gone) throw new TypeError('the connection broke off');
      throw error;
    }
  }
}
