/**
 * Which institution a name means. A standalone profile keeps its own institutions and makes them as they
 * are named; an enrolled one knows those of its server and makes none.
 */
import { v7 } from 'uuid';
import { writeProfile } from '#db/profile/profile.ts';
import { listInstitutions } from '#db/queries/directory.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { isSameInstitution } from '#shared/domain/institutionName.ts';
import type { OpenProfile } from '../session/openProfile.ts';

export interface Institution {
  readonly institutionId: string;
  readonly name: string;
}

/** By id, or by name whatever its quotation marks and capitals. Null where there is none. */
export function findInstitution(open: OpenProfile, idOrName: string): Institution | null {
  const all = listInstitutions(open.database);
  const byId = all.find((one) => one.institutionId === idOrName.trim().toLowerCase());
  return byId ?? all.find((one) => isSameInstitution(one.name, idOrName)) ?? null;
}

/** The institution to write into: found, or in a standalone profile made. */
export function institutionFor(open: OpenProfile, name: string): Result<string> {
  const found = findInstitution(open, name);
  if (found !== null) return done(found.institutionId);
  return open.profile.standalone
    ? done(makeInstitution(open, name))
    : failed('institution_unknown', { name });
}

/** Makes an institution of a standalone profile; its person holds there the roles held elsewhere. */
export function makeInstitution(open: OpenProfile, name: string): string {
  const institutionId = v7();
  open.database.transaction(() => {
    open.database.insert('institution', { institution_id: institutionId, name: name.trim(), region: null });
    const { profile } = open;
    const roles = [...new Set(profile.roles.map((one) => one.role))].map((role) => ({ institutionId, role }));
    const elsewhere = profile.roles.filter((one) => one.institutionId !== unnamed);
    writeProfile(open.database, { ...profile, roles: [...elsewhere, ...roles] });
  });
  return institutionId;
}

/** Where the role is held of a person who has not named an institution yet. */
export const unnamed = '00000000-0000-0000-0000-000000000000';
