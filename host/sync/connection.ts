/**
 * One enrolled device's line to its server: signs as the device that wrote the steps, learns the
 * server's clock from every answer, and asks once more where only the clock was wrong.
 */
import type { KeyObject } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { readProfile } from '#db/profile/profile.ts';
import { readSetting } from '#db/profile/settings.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import { serverTold } from '#shared/sync/messages.ts';
import { readDeviceKeys, signingKey } from './deviceKeys.ts';
import type { SyncPorts } from './ports.ts';
import { type Credentials, connectToServer } from './transport.ts';

export const serverKey = 'sync.server';
/** What the server told of itself. */
export const knownServer = serverTold;
export type KnownServer = z.infer<typeof knownServer>;

const tokenRefused = z.object({ now: z.iso.datetime() });

export class Connection {
  readonly deviceId: string;
  readonly #ports: SyncPorts;
  readonly #serverUrl: string;
  readonly #serverId: string;
  /** server − device, milliseconds. */
  #offset: number;
  #heardAt: string | null = null;
  /** For as long as this line is open. */
  readonly #signKeys = new Map<string, KeyObject>();

  private constructor(
    ports: SyncPorts,
    given: { deviceId: string; serverUrl: string; serverId: string; offset: number },
  ) {
    this.#ports = ports;
    this.deviceId = given.deviceId;
    this.#serverUrl = given.serverUrl;
    this.#serverId = given.serverId;
    this.#offset = given.offset;
  }

  /** Null for a profile that is not enrolled. */
  static open(ports: SyncPorts): Connection | null {
    const profile = readProfile(ports.database);
    const server = readSetting(ports.database, serverKey, knownServer);
    if (profile?.serverUrl == null || profile.standalone || server === null) return null;
    return new Connection(ports, {
      deviceId: profile.deviceId,
      serverUrl: profile.serverUrl,
      serverId: server.id,
      offset: profile.clockOffset,
    });
  }

  /** Newest time that the server told in this round, ISO 8601. */
  get heardAt(): string | null {
    return this.#heardAt;
  }

  get offset(): number {
    return this.#offset;
  }

  signKey(deviceId: string = this.deviceId): KeyObject {
    const known = this.#signKeys.get(deviceId);
    if (known !== undefined) return known;
    const keys = readDeviceKeys(this.#ports.database, deviceId);
    if (keys === null) throw new Error('an enrolled device has keys');
    const made = signingKey(keys.sign);
    this.#signKeys.set(deviceId, made);
    return made;
  }

  /** Calls a procedure as one of this profile's devices; earlier ones ended in a fork. */
  async call<Answer extends { now: string }>(
    work: (client: SyncClient) => Promise<Answer>,
    deviceId: string = this.deviceId,
    sent?: () => void,
  ): Promise<Answer> {
    try {
      return await this.#attempt(work, deviceId, sent);
    } catch (error) {
      const told = clockOf(error);
      if (told === null) throw error;
      this.#hear(told);
      return await this.#attempt(work, deviceId, sent);
    }
  }

  /** For requests beside the procedures: the server's address, and what a token needs. */
  get line() {
    return {
      serverUrl: this.#serverUrl.replace(/\/+$/, ''),
      serverNow: () => new Date(this.#ports.now().getTime() + this.#offset),
      credentials: this.#credentialsOf(this.deviceId),
    };
  }

  /** For the stream of pokes. */
  client(deviceId: string = this.deviceId, sent?: () => void): SyncClient {
    return (this.#ports.connect ?? connectToServer)({
      serverUrl: this.#serverUrl,
      fetch: this.#ports.fetch,
      serverNow: () => new Date(this.#ports.now().getTime() + this.#offset),
      credentials: this.#credentialsOf(deviceId),
      link: this.#ports.link,
      ...(this.#ports.timeoutMs === undefined ? {} : { timeoutMs: this.#ports.timeoutMs }),
      ...(sent === undefined ? {} : { sent }),
    });
  }

  /** The key is read when a request is signed. */
  #credentialsOf(deviceId: string): Credentials {
    const signKey = () => this.signKey(deviceId);
    return {
      deviceId,
      serverId: this.#serverId,
      get signKey() {
        return signKey();
      },
    };
  }

  async #attempt<Answer extends { now: string }>(
    work: (client: SyncClient) => Promise<Answer>,
    deviceId: string,
    sent: (() => void) | undefined,
  ): Promise<Answer> {
    const answer = await work(this.client(deviceId, sent));
    this.#hear(answer.now);
    return answer;
  }

  #hear(serverNow: string): void {
    this.#offset = Date.parse(serverNow) - this.#ports.now().getTime();
    if (this.#heardAt === null || serverNow > this.#heardAt) this.#heardAt = serverNow;
  }
}

/** The server's clock, where a token was refused: it may be for our clock alone. */
function clockOf(error: unknown): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'TOKEN_REFUSED') return null;
  const parsed = tokenRefused.safeParse(error.data);
  return parsed.success ? parsed.data.now : null;
}
