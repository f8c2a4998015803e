/**
 * A device that its server knows under none of its ids (docs/sync-protocol.md §9): the server was restored
 * from a copy made before the device came. With a new code of the same person it is introduced as what it
 * was, with its oldest id, its keys and its aliases; the next round introduces its later ids, and every own
 * step is sent again. Nothing of a case is sealed anew.
 *
 * The person may have come after the copy too, and been entered again: then the server gave them another id,
 * and the one that they had becomes one of their aliases, as the local id did at the first enrolment. So may
 * the institution: then its former id becomes an alias of the one of the same name in which the code's person
 * works. That the code is not a colleague's is told by the name and the institution; of an id that the server
 * still knows as somebody, or as an institution, it refuses the alias.
 */
import { listAliases, recordAlias } from '#db/profile/aliases.ts';
import { type Profile, writeProfile } from '#db/profile/profile.ts';
import { leaveFormerInstitution } from '#db/profile/reentered.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { listInstitutions } from '#db/queries/directory.ts';
import { feedCursors } from '#db/steps/feeds.ts';
import { type Failure, failed } from '#shared/contract/failure.ts';
import { foldName } from '#shared/domain/search/foldName.ts';
import type { Alias, LookAnswer } from '#shared/sync/messages.ts';
import { knownServer, serverKey } from './connection.ts';
import { readDeviceKeys } from './deviceKeys.ts';
import {
  type BegunEnrolment,
  begunKey,
  type EnrolRequest,
  feedsOf,
  introduce,
  lookAt,
  rememberMemberships,
  resumed,
  strangerTo,
} from './enrol.ts';
import { RoundEnded } from './failure.ts';
import { rememberRevocation } from './farewell.ts';
import { beginEpoch } from './feeds.ts';
import { ownIds } from './newDevice.ts';
import type { SyncPorts } from './ports.ts';

/**
 * Throws RoundEnded: already_enrolled for another server, another person's code, or a device that the server knows;
 * institution_not_named with the `name` of an institution in which the code's person does not work.
 */
export async function enrolAgain(
  ports: SyncPorts,
  request: EnrolRequest,
  profile: Profile,
): Promise<LookAnswer> {
  const { database } = ports;
  const stranger = strangerTo(ports, request);
  const begun = resumed(ports, request) ?? begin(ports, request, profile, await lookAt(stranger, request));
  const welcome = await introduce(stranger, begun).catch((error) => {
    // the code was good a moment ago: it is the device that the server knows, or the person under the old id
    const { failure } = error instanceof RoundEnded ? error.reason : { failure: null };
    const known = failure?.code === 'code_invalid' || failure?.details?.reason === 'alias_invalid';
    if (!known) throw error;
    writeSetting(database, begunKey, null);
    throw ended(failed('already_enrolled').error);
  });
  const offset = Date.parse(welcome.now) - ports.now().getTime();
  const feeds = await feedsOf(ports, request, begun, welcome, offset);
  database.transaction(() => {
    writeSetting(database, serverKey, welcome.server);
    writeSetting(database, begunKey, null);
    rememberRevocation(database, welcome.revocation);
    for (const { local, server } of begun.aliases) recordAlias(database, local, server);
    writeProfile(database, { ...profile, ...personIn(welcome), serverUrl: request.server });
    beginEpoch(database, welcome.epoch);
    rememberMemberships(database, welcome, feeds);
    for (const { kind, local, server } of begun.aliases) {
      if (kind === 'institution') leaveFormerInstitution(database, { former: local, present: server });
    }
  });
  return welcome;
}

/** Stored before the code is used up: where the answer is lost, the same is asked for again. */
function begin(
  ports: SyncPorts,
  { server, code }: EnrolRequest,
  profile: Profile,
  found: LookAnswer,
): BegunEnrolment {
  const { database } = ports;
  const [deviceId] = ownIds(database);
  const keys = deviceId === undefined ? null : readDeviceKeys(database, deviceId);
  const same = readSetting(database, serverKey, knownServer)?.id === found.server.id;
  if (!same || !isSamePerson(profile, found.person) || deviceId === undefined || keys === null)
    throw ended(failed('already_enrolled').error);
  const institutions = institutionsIn(ports, profile, found);
  if ('code' in institutions) throw ended(institutions);
  // a person of another id is known by name alone: the institution has to be another's word for it
  if (institutions.size === 0 && found.person.id !== profile.personId)
    throw ended(failed('already_enrolled').error);
  const begun = { server, code, deviceId, keys, aliases: aliasesOf(ports, profile, found, institutions) };
  writeSetting(database, begunKey, begun);
  return begun;
}

function ended(failure: Failure): RoundEnded {
  return new RoundEnded({ failure, passing: false });
}

/** By their id; or, entered again under another, by their name. */
function isSamePerson({ personId, personName }: Profile, person: LookAnswer['person']): boolean {
  return person.id === personId || foldName(person.name) === foldName(personName);
}

/**
 * Each institution in which this person works, and what it is on the server: the same; or, where it was entered
 * again, the one of its name. A name as it is typed: one that is only alike is another institution.
 */
function institutionsIn(
  { database }: SyncPorts,
  { roles }: Profile,
  { memberships, server }: LookAnswer,
): ReadonlyMap<string, string> | Failure {
  const names = new Map(listInstitutions(database).map((one) => [one.institutionId, one.name]));
  const offered = new Map(memberships.map((one) => [one.institutionId, one.institution]));
  const found = new Map<string, string>();
  for (const { institutionId } of roles) {
    if (institutionId === server.id) continue;
    const name = names.get(institutionId) ?? '';
    const [named, more] = [...offered].filter(([, other]) => typed(other) === typed(name));
    const present = offered.has(institutionId) ? institutionId : more === undefined ? named?.[0] : undefined;
    if (present === undefined) return failed('institution_not_named', { name }).error;
    found.set(institutionId, present);
  }
  return found;
}

function typed(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/**
 * What the ids mean that this person and their institutions had, here and on the server before; of institutions
 * those that the cases here name: everybody brings their own.
 */
function aliasesOf(
  { database }: SyncPorts,
  { personId }: Profile,
  { person, memberships }: LookAnswer,
  institutions: ReadonlyMap<string, string>,
): Alias[] {
  const offered = new Set(memberships.map((one) => one.institutionId));
  const named = new Set(feedCursors(database).map((feed) => feed.institutionId));
  const persons: Alias[] = [{ kind: 'person', local: personId, server: person.id }];
  const places = [...institutions].map(([local, server]): Alias => ({ kind: 'institution', local, server }));
  const earlier = listAliases(database).flatMap(({ local, server }): Alias[] => {
    if (server === personId) return [{ kind: 'person', local, server: person.id }];
    const present = institutions.get(server) ?? server;
    const means = offered.has(present) && named.has(local);
    return means ? [{ kind: 'institution', local, server: present }] : [];
  });
  return [...persons, ...places, ...earlier].filter((one) => one.local !== one.server);
}

function personIn({ person, memberships }: LookAnswer): Pick<Profile, 'personId' | 'personName' | 'roles'> {
  const roles = memberships.map(({ institutionId, role }) => ({ institutionId, role }));
  return { personId: person.id, personName: person.name, roles };
}
