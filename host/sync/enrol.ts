/**
 * Enrolment (docs/sync-protocol.md §4): a profile joins a server. The local person and
 * institutions become the server's through aliases; the device goes on under a new id with keys
 * of its own, and seals anew what was never acknowledged, so that numbering starts at 1.
 *
 * The new id and keys are stored before the code is used up: if the answer is lost, the same
 * enrolment is asked for again and answered the same.
 */
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Writer } from '#db/open/handles.ts';
import { enrolProfile, sealCarried } from '#db/profile/enrol.ts';
import { readProfile, writeProfile } from '#db/profile/profile.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { listInstitutions } from '#db/queries/directory.ts';
import { ensureFeed } from '#db/steps/feeds.ts';
import { done, type Failure, failed, type Result } from '#shared/contract/failure.ts';
import { isSameInstitution } from '#shared/domain/institutionName.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import {
  type Alias,
  alias,
  type FeedItem,
  feedsAnswer,
  type LookAnswer,
  lookAnswer,
} from '#shared/sync/messages.ts';
import { enrolmentBytes } from '#shared/sync/signed.ts';
import { serverKey } from './connection.ts';
import { deviceKeys, makeDeviceKeys, signBytes, signingKey, storeDeviceKeys } from './deviceKeys.ts';
import { enrolAgain } from './enrolAgain.ts';
import { ask, RoundEnded } from './failure.ts';
import { rememberRevocation } from './farewell.ts';
import type { SyncPorts } from './ports.ts';
import { connectToServer, type TransportOptions } from './transport.ts';

export interface EnrolRequest {
  /** http(s)://host:port */
  readonly server: string;
  readonly code: string;
  /** Which of the server's institutions is this one, where the name does not say. */
  readonly institutionId?: string;
}

export interface Enrolled {
  readonly server: { readonly id: string; readonly name: string };
  readonly personId: string;
  readonly deviceId: string;
  readonly institutions: readonly { readonly institutionId: string; readonly name: string }[];
}

/** An enrolment whose answer may have been lost. */
const begunEnrolment = z.object({
  server: z.string(),
  code: z.string(),
  deviceId: z.uuid(),
  keys: deviceKeys,
  aliases: z.array(alias),
});
export type BegunEnrolment = z.infer<typeof begunEnrolment>;
export const begunKey = 'sync.enrolment';

/**
 * A profile that is enrolled already goes on as it is, where its server has forgotten it (enrolAgain.ts).
 * Fails with already_enrolled, institution_not_named, code_invalid, server_unreachable, server_refused, or
 * institution_unknown with the server's `institutions` in its details, to choose from.
 */
export async function enrol(ports: SyncPorts, request: EnrolRequest): Promise<Result<Enrolled>> {
  const profile = readProfile(ports.database);
  if (profile === null) return failed('no_profile');
  try {
    if (!profile.standalone) {
      return done(enrolledAs(profile.deviceId, await enrolAgain(ports, request, profile)));
    }
    const stranger = strangerTo(ports, request);
    const begun = resumed(ports, request) ?? (await begin(ports, request, profile.personId, stranger));
    const welcome = await introduce(stranger, begun);
    const offset = Date.parse(welcome.now) - ports.now().getTime();
    const feeds = await feedsOf(ports, request, begun, welcome, offset);
    becomeEnrolled(ports, begun, welcome, feeds, offset);
    return done(enrolledAs(begun.deviceId, welcome));
  } catch (error) {
    if (!(error instanceof RoundEnded)) throw error;
    return { ok: false, error: error.reason.failure };
  }
}

function enrolledAs(deviceId: string, { server, person, memberships }: LookAnswer): Enrolled {
  const institutions = memberships.map(({ institutionId, institution: name }) => ({ institutionId, name }));
  return { server, personId: person.id, deviceId, institutions };
}

/** To a server that does not know this device. */
export function strangerTo(ports: SyncPorts, request: EnrolRequest): SyncClient {
  return (ports.connect ?? connectToServer)({ ...transportOf(ports, request), credentials: null });
}

export function resumed(ports: SyncPorts, { server, code }: EnrolRequest): BegunEnrolment | null {
  const begun = readSetting(ports.database, begunKey, begunEnrolment);
  return begun?.server === server && begun.code === code ? begun : null;
}

/** What the code stands for; uses nothing up. */
export function lookAt(stranger: SyncClient, { code }: EnrolRequest): Promise<LookAnswer> {
  return ask(async () => lookAnswer.parse(await stranger.enrolment.look({ code })));
}

async function begin(
  ports: SyncPorts,
  request: EnrolRequest,
  personId: string,
  stranger: SyncClient,
): Promise<BegunEnrolment> {
  const welcome = await lookAt(stranger, request);
  const aliases = aliasesFor(ports, personId, request, welcome);
  if ('code' in aliases) throw new RoundEnded({ failure: aliases, passing: false });
  const deviceId = v7({ msecs: ports.now().getTime() });
  const { server, code } = request;
  const begun = { server, code, deviceId, keys: makeDeviceKeys(), aliases };
  writeSetting(ports.database, begunKey, begun);
  return begun;
}

/** Uses the code up. The same again, where the answer was lost, is answered the same. */
export function introduce(
  stranger: SyncClient,
  { code, deviceId, keys, aliases }: Omit<BegunEnrolment, 'server'>,
): Promise<LookAnswer> {
  const { publicKey: signKey } = keys.sign;
  const { publicKey: encryptKey } = keys.encrypt;
  const proof = signBytes(signingKey(keys.sign), enrolmentBytes(code, deviceId, signKey, encryptKey));
  const device = { id: deviceId, signKey, encryptKey };
  return ask(async () =>
    lookAnswer.parse(await stranger.enrolment.complete({ code, device, aliases, proof })),
  );
}

export async function feedsOf(
  ports: SyncPorts,
  request: EnrolRequest,
  { deviceId, keys }: Pick<BegunEnrolment, 'deviceId' | 'keys'>,
  welcome: LookAnswer,
  offset: number,
): Promise<readonly FeedItem[]> {
  const client = (ports.connect ?? connectToServer)({
    ...transportOf(ports, request),
    serverNow: () => new Date(ports.now().getTime() + offset),
    credentials: { deviceId, signKey: signingKey(keys.sign), serverId: welcome.server.id },
  });
  const answer = await ask(async () => feedsAnswer.parse(await client.feeds({})));
  return answer.feeds;
}

function becomeEnrolled(
  ports: SyncPorts,
  begun: BegunEnrolment,
  welcome: LookAnswer,
  feeds: readonly FeedItem[],
  offset: number,
): void {
  const { database } = ports;
  const now = ports.now();
  database.transaction(() => {
    const roles = welcome.memberships.map(({ institutionId, role }) => ({ institutionId, role }));
    const person = { personId: welcome.person.id, personName: welcome.person.name, roles };
    const { deviceId, server: serverUrl, aliases, keys } = begun;
    enrolProfile(database, { deviceId, serverUrl, person, aliases }, now);
    storeDeviceKeys(database, deviceId, keys, now);
    writeSetting(database, serverKey, welcome.server);
    rememberRevocation(database, welcome.revocation);
    writeSetting(database, begunKey, null);
    rememberMemberships(database, welcome, feeds);
    const author = { personId: person.personId, deviceId, clockOffset: offset };
    sealCarried(database, author, now);
    const profile = readProfile(database);
    if (profile === null) throw new Error('a profile was just written');
    writeProfile(database, { ...profile, clockOffset: offset, newestServerTime: welcome.now });
  });
}

/** The institutions in which the person works, and the feeds into which they write there. */
export function rememberMemberships(
  database: Writer,
  { memberships }: LookAnswer,
  feeds: readonly FeedItem[],
): void {
  for (const one of memberships) {
    database.put('institution', { institution_id: one.institutionId, name: one.institution, region: null });
  }
  for (const feed of feeds) {
    if (feed.kind !== 'institution') continue;
    ensureFeed(database, { feedId: feed.feed, kind: feed.kind, institutionId: feed.institution });
  }
}

function transportOf(ports: SyncPorts, { server }: EnrolRequest): Omit<TransportOptions, 'credentials'> {
  return {
    serverUrl: server,
    fetch: ports.fetch,
    serverNow: ports.now,
    link: ports.link,
    ...(ports.timeoutMs === undefined ? {} : { timeoutMs: ports.timeoutMs }),
  };
}

/** The local person is the code's; each local institution is the server's of the same name, or the one chosen. */
function aliasesFor(
  ports: SyncPorts,
  personId: string,
  { institutionId: chosen }: EnrolRequest,
  welcome: LookAnswer,
): Alias[] | Failure {
  const offered = new Map(welcome.memberships.map((one) => [one.institutionId, one.institution]));
  const aliases: Alias[] = [{ kind: 'person', local: personId, server: welcome.person.id }];
  for (const local of listInstitutions(ports.database)) {
    const sameName = [...offered].find(([, name]) => isSameInstitution(name, local.name))?.[0];
    const server = sameName ?? (chosen !== undefined && offered.has(chosen) ? chosen : undefined);
    if (server === undefined) {
      const institutions = [...offered].map(([institutionId, name]) => ({ institutionId, name }));
      return failed('institution_unknown', { name: local.name, institutions }).error;
    }
    aliases.push({ kind: 'institution', local: local.institutionId, server });
  }
  return aliases;
}
