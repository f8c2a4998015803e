/**
 * A device that its server knows under none of its ids (docs/sync-protocol.md §9): the server was restored
 * from a copy made before the device came. With a new code of the same person it is introduced as what it
 * was, with its oldest id, its keys and its aliases; the next round introduces its later ids, and every own
 * step is sent again. Nothing is sealed anew.
 *
 * The person may have come after the copy too, and been entered again: then the server gave them another id,
 * and the one that they had becomes one of their aliases, as the local id did at the first enrolment. That the
 * code is not a colleague's is told by the name and the institution; of an id that the server still knows as
 * somebody, it refuses the alias.
 */
import { listAliases, recordAlias } from '#db/profile/aliases.ts';
import { type Profile, writeProfile } from '#db/profile/profile.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { failed } from '#shared/contract/failure.ts';
import { foldName } from '#shared/domain/search/foldName.ts';
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
  if (!same || !isSamePerson(profile, found) || deviceId === undefined || keys === null)
    throw alreadyEnrolled();
  const aliases = aliasesOf(ports, profile, found);
  const welcome = await introduce(stranger, { code: request.code, deviceId, keys, aliases }).catch(
    (error) => {
      // the code was good a moment ago: it is the device that the server knows, or the person under the old id
      const { failure } = error instanceof RoundEnded ? error.reason : { failure: null };
      const known = failure?.code === 'code_invalid' || failure?.details?.reason === 'alias_invalid';
      throw known ? alreadyEnrolled() : error;
    },
  );
  database.transaction(() => {
    writeSetting(database, serverKey, welcome.server);
    rememberRevocation(database, welcome.revocation);
    for (const { local, server } of aliases) recordAlias(database, local, server);
    const person = welcome.person.id === profile.personId ? {} : personIn(welcome);
    writeProfile(database, { ...profile, ...person, serverUrl: request.server });
    beginEpoch(database, welcome.epoch);
  });
  return welcome;
}

function alreadyEnrolled(): RoundEnded {
  return new RoundEnded({ failure: failed('already_enrolled').error, passing: false });
}

/** By their id; or, entered again under another, by their name in the same institution. */
function isSamePerson(
  { personId, personName, roles }: Profile,
  { person, memberships }: LookAnswer,
): boolean {
  if (person.id === personId) return true;
  const worksThere = memberships.some((one) =>
    roles.some((role) => role.institutionId === one.institutionId),
  );
  return worksThere && foldName(person.name) === foldName(personName);
}

/** What the ids mean that this person had, here and on the server before; and the institutions they work for. */
function aliasesOf({ database }: SyncPorts, { personId }: Profile, found: LookAnswer): Alias[] {
  const institutions = new Set(found.memberships.map((one) => one.institutionId));
  const { id } = found.person;
  const earlier: Alias[] = id === personId ? [] : [{ kind: 'person', local: personId, server: id }];
  const local = listAliases(database).flatMap(({ local, server }): Alias[] => {
    if (server === personId) return [{ kind: 'person', local, server: id }];
    return institutions.has(server) ? [{ kind: 'institution', local, server }] : [];
  });
  return [...earlier, ...local];
}

function personIn({ person, memberships }: LookAnswer): Pick<Profile, 'personId' | 'personName' | 'roles'> {
  const roles = memberships.map(({ institutionId, role }) => ({ institutionId, role }));
  return { personId: person.id, personName: person.name, roles };
}
