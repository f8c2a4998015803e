/**
 * A device that its server knows under none of its ids (docs/sync-protocol.md §9): the server was restored
 * from a copy made before the device came. With a new code of the same person it is introduced as what it
 * was, with its oldest id, its keys and its aliases; the next round introduces its later ids, and every own
 * step is sent again. Nothing is sealed anew.
 */
import { listAliases } from '#db/profile/aliases.ts';
import { type Profile, writeProfile } from '#db/profile/profile.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { failed } from '#shared/contract/failure.ts';
import { type Alias, type LookAnswer, lookAnswer } from '#shared/sync/messages.ts';
import { knownServer, serverKey } from './connection.ts';
import { readDeviceKeys } from './deviceKeys.ts';
import { type EnrolRequest, introduce, strangerTo } from './enrol.ts';
import { ask, RoundEnded } from './failure.ts';
import { rememberRevocation } from './farewell.ts';
import { beginEpoch } from './feeds.ts';
import { ownIds } from './newDevice.ts';
import type { SyncPorts } from './ports.ts';

/** Throws RoundEnded: already_enrolled for another server, another person's code, or a device that the server knows. */
export async function enrolAgain(
  ports: SyncPorts,
  request: EnrolRequest,
  profile: Profile,
): Promise<LookAnswer> {
  const { database } = ports;
  const stranger = strangerTo(ports, request);
  const found = await ask(async () =>
    lookAnswer.parse(await stranger.enrolment.look({ code: request.code })),
  );
  const [deviceId] = ownIds(database);
  const keys = deviceId === undefined ? null : readDeviceKeys(database, deviceId);
  const same = readSetting(database, serverKey, knownServer)?.id === found.server.id;
  if (!same || found.person.id !== profile.personId || deviceId === undefined || keys === null)
    throw alreadyEnrolled();
  const aliases = aliasesOf(ports, profile, found);
  const welcome = await introduce(stranger, { code: request.code, deviceId, keys, aliases }).catch(
    (error) => {
      // the code was good a moment ago: it is the device that the server knows
      const known = error instanceof RoundEnded && error.reason.failure.code === 'code_invalid';
      throw known ? alreadyEnrolled() : error;
    },
  );
  database.transaction(() => {
    writeSetting(database, serverKey, welcome.server);
    rememberRevocation(database, welcome.revocation);
    writeProfile(database, { ...profile, serverUrl: request.server });
    beginEpoch(database, welcome.epoch);
  });
  return welcome;
}

function alreadyEnrolled(): RoundEnded {
  return new RoundEnded({ failure: failed('already_enrolled').error, passing: false });
}

/** What the local ids mean: this person, and the institutions they work for. */
function aliasesOf({ database }: SyncPorts, { personId }: Profile, found: LookAnswer): Alias[] {
  const institutions = new Set(found.memberships.map((one) => one.institutionId));
  return listAliases(database).flatMap(({ local, server }): Alias[] => {
    if (server === personId) return [{ kind: 'person', local, server }];
    return institutions.has(server) ? [{ kind: 'institution', local, server }] : [];
  });
}
