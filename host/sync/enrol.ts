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
import { readProfile } from '#db/profile/profile.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { listInstitutions } from '#db/queries/directory.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { foldName } from '#shared/domain/search/foldName.ts';
import { type Alias, feedsAnswer, type LookAnswer, lookAnswer } from '#shared/sync/messages.ts';
import { enrolmentBytes } from '#shared/sync/signed.ts';
import { becomeEnrolled } from './becomeEnrolled.ts';
import { deviceKeys, makeDeviceKeys, signBytes, signingKey } from './deviceKeys.ts';
import { meaningOf } from './failure.ts';
import type { SyncPorts } from './ports.ts';
import { connectToServer } from './transport.ts';

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

const pendingKey = 'sync.enrolment';
const pending = z.object({ server: z.string(), code: z.string(), deviceId: z.uuid(), keys: deviceKeys });

/**
 * Fails with already_enrolled, code_invalid, server_unreachable, server_refused, or
 * institution_unknown with the server's `institutions` in its details, to choose from.
 */
export async function enrol(ports: SyncPorts, request: EnrolRequest): Promise<Result<Enrolled>> {
  const profile = readProfile(ports.database);
  if (profile === null) return failed('no_profile');
  if (!profile.standalone) return failed('already_enrolled');
  const begun = beginEnrolment(ports, request);
  try {
    const client = connectToServer({ ...transportOf(ports, request), credentials: null });
    const { code } = request;
    const welcome = begun.resumed ? null : lookAnswer.parse(await client.enrolment.look({ code }));
    const aliases = welcome === null ? begun.aliases : aliasesFor(ports, profile.personId, request, welcome);
    if ('ok' in aliases) return aliases;
    writeSetting(ports.database, pendingKey, { ...begun.pending, aliases });
    const { deviceId, keys } = begun.pending;
    const { publicKey: signKey } = keys.sign;
    const { publicKey: encryptKey } = keys.encrypt;
    const proof = signBytes(signingKey(keys.sign), enrolmentBytes(code, deviceId, signKey, encryptKey));
    const device = { id: deviceId, signKey, encryptKey };
    const answer = lookAnswer.parse(
      await client.enrolment.complete({ code, device, aliases: [...aliases], proof }),
    );
    const known = connectToServer({
      ...transportOf(ports, request),
      serverNow: () => new Date(ports.now().getTime() + offset),
      credentials: { deviceId, signKey: signingKey(keys.sign), serverId: answer.server.id },
    });
    const offset = Date.parse(answer.now) - ports.now().getTime();
    const { feeds } = feedsAnswer.parse(await known.feeds({}));
    becomeEnrolled(ports, {
      serverUrl: request.server,
      deviceId,
      keys,
      aliases,
      welcome: answer,
      feeds,
      offset,
    });
    writeSetting(ports.database, pendingKey, null);
    const institutions = answer.memberships.map((one) => ({
      institutionId: one.institutionId,
      name: one.institution,
    }));
    return done({ server: answer.server, personId: answer.person.id, deviceId, institutions });
  } catch (error) {
    const { failure } = meaningOf(error);
    return { ok: false, error: failure };
  }
}

interface Begun {
  readonly pending: z.infer<typeof pending>;
  /** The code may be used up by us already. */
  readonly resumed: boolean;
  readonly aliases: readonly Alias[];
}

const begunAliases = z.object({
  aliases: z.array(z.object({ kind: z.enum(['person', 'institution']), local: z.uuid(), server: z.uuid() })),
});

function beginEnrolment(ports: SyncPorts, { server, code }: EnrolRequest): Begun {
  const known = readSetting(ports.database, pendingKey, pending);
  const aliases = readSetting(ports.database, pendingKey, begunAliases);
  if (known?.server === server && known.code === code && aliases !== null) {
    return { pending: known, resumed: true, aliases: aliases.aliases };
  }
  const made = { server, code, deviceId: v7({ msecs: ports.now().getTime() }), keys: makeDeviceKeys() };
  return { pending: made, resumed: false, aliases: [] };
}

function transportOf(ports: SyncPorts, { server }: EnrolRequest) {
  return {
    serverUrl: server,
    fetch: ports.fetch,
    serverNow: ports.now,
    packing: ports.packing ?? ('zstd' as const),
    timeoutMs: ports.timeoutMs ?? 60_000,
  };
}

/** The local person is the code's; each local institution is the server's of the same name, or the one chosen. */
function aliasesFor(
  ports: SyncPorts,
  personId: string,
  { institutionId }: EnrolRequest,
  welcome: LookAnswer,
): readonly Alias[] | { ok: false; error: { code: 'institution_unknown' } } {
  const offered = new Map(welcome.memberships.map((one) => [one.institutionId, one.institution]));
  const aliases: Alias[] = [{ kind: 'person', local: personId, server: welcome.person.id }];
  const local = listInstitutions(ports.database);
  for (const institution of local) {
    const sameName = [...offered].find(([, name]) => plain(name) === plain(institution.name))?.[0];
    const chosen = institutionId !== undefined && offered.has(institutionId) ? institutionId : undefined;
    const server =
      sameName ?? chosen ?? (local.length === 1 && offered.size === 1 ? [...offered.keys()][0] : undefined);
    if (server === undefined) {
      const institutions = [...offered].map(([id, name]) => ({ institutionId: id, name }));
      return {
        ok: false,
        error: { ...failed('institution_unknown', { institutions }).error, code: 'institution_unknown' },
      };
    }
    aliases.push({ kind: 'institution', local: institution.institutionId, server });
  }
  return aliases;
}

/** «Дом надежды» and "Дом надежды" are one name. */
function plain(name: string): string {
  return foldName(name.replaceAll(/[«»"'“”„‘’]/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}
