/** Who works on this device, in which roles, and whether a server knows of it. */
import type { Role } from '#shared/domain/roles.ts';
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

export interface ProfileRole {
  readonly institutionId: string;
  readonly role: Role;
}

export interface Profile {
  readonly personId: string;
  readonly personName: string;
  readonly deviceId: string;
  readonly roles: readonly ProfileRole[];
  /** True until the device is enrolled with a server. */
  readonly standalone: boolean;
  readonly serverUrl: string | null;
  /** Last known server − device, milliseconds. */
  readonly clockOffset: number;
  /** Newest time a server told, ISO 8601: today is never before it. */
  readonly newestServerTime: string | null;
  readonly lastContactAt: string | null;
  readonly enrolledAt: string | null;
  readonly madeAt: string;
}

const theProfile = prepare()(() => query.selectFrom('profile').selectAll());
const standaloneOnly = prepare()(() => query.selectFrom('profile').select('standalone'));
const theRoles = prepare()(() =>
  query.selectFrom('profile_role').selectAll().orderBy('institution_id').orderBy('role'),
);
const deleteRoles = prepare()(() => query.deleteFrom('profile_role'));

/** Null in a database that has none yet. */
export function readProfile(reader: Reader): Profile | null {
  const row = reader.get(theProfile, {});
  if (row === undefined) return null;
  return {
    personId: row.person_id,
    personName: row.person_name,
    deviceId: row.device_id,
    roles: reader.all(theRoles, {}).map((one) => ({ institutionId: one.institution_id, role: one.role })),
    standalone: row.standalone === 1,
    serverUrl: row.server_url,
    clockOffset: row.clock_offset,
    newestServerTime: row.newest_server_time,
    lastContactAt: row.last_contact_at,
    enrolledAt: row.enrolled_at,
    madeAt: row.made_at,
  };
}

/** Writes the whole profile, as it shall be from now on. */
export function writeProfile(writer: Writer, profile: Profile): void {
  writer.transaction(() => {
    writer.put('profile', {
      only: 1,
      person_id: profile.personId,
      person_name: profile.personName,
      device_id: profile.deviceId,
      standalone: profile.standalone ? 1 : 0,
      server_url: profile.serverUrl,
      clock_offset: profile.clockOffset,
      newest_server_time: profile.newestServerTime,
      last_contact_at: profile.lastContactAt,
      enrolled_at: profile.enrolledAt,
      made_at: profile.madeAt,
    });
    writer.run(deleteRoles, {});
    for (const { institutionId, role } of profile.roles) {
      writer.put('profile_role', { institution_id: institutionId, role });
    }
  });
}

/** True where this device derives the institution's figures itself. */
export function isStandalone(reader: Reader): boolean {
  return reader.get(standaloneOnly, {})?.standalone === 1;
}
