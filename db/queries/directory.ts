/** People and institutions by name. */
import type { Role } from '#shared/domain/roles.ts';
import type { Reader } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

const people = prepare()(() => query.selectFrom('person').selectAll());
const self = prepare()(() => query.selectFrom('profile').select(['person_id', 'person_name']));
const aliases = prepare()(() => query.selectFrom('alias').selectAll());
const peopleRoles = prepare()(() => query.selectFrom('person_role').selectAll());
const allInstitutions = prepare()(() => query.selectFrom('institution').selectAll().orderBy('name'));
const caseworkerRows = prepare()(() =>
  query
    .selectFrom('case_row')
    .select((select) => ['caseworker_id', 'caseworker_name', select.fn.countAll<number>().as('children')])
    .where('caseworker_id', 'is not', null)
    .groupBy('caseworker_id')
    .orderBy('caseworker_key_ru'),
);

/** Names by person id, local ids included; one's own name is known without a directory. */
export function personNames(reader: Reader): ReadonlyMap<string, string> {
  const names = new Map(reader.all(people, {}).map((row) => [row.person_id, row.name]));
  const own = reader.get(self, {});
  if (own !== undefined && !names.has(own.person_id)) names.set(own.person_id, own.person_name);
  for (const { local_id, canonical_id } of reader.all(aliases, {})) {
    const name = names.get(canonical_id);
    if (name !== undefined && !names.has(local_id)) names.set(local_id, name);
  }
  return names;
}

export interface DirectoryPerson {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly { readonly institutionId: string; readonly role: Role }[];
}

export function listPeople(reader: Reader): DirectoryPerson[] {
  const roles = reader.all(peopleRoles, {});
  return reader.all(people, {}).map((row) => ({
    personId: row.person_id,
    name: row.name,
    roles: roles
      .filter((one) => one.person_id === row.person_id)
      .map((one) => ({ institutionId: one.institution_id, role: one.role })),
  }));
}

export interface DirectoryInstitution {
  readonly institutionId: string;
  readonly name: string;
  readonly region: string | null;
}

export function listInstitutions(reader: Reader): DirectoryInstitution[] {
  return reader
    .all(allInstitutions, {})
    .map((row) => ({ institutionId: row.institution_id, name: row.name, region: row.region }));
}

export interface CaseworkerLoad {
  readonly personId: string;
  /** Null where only the summary names the caseworker, by id. */
  readonly name: string | null;
  readonly children: number;
}

/** Who has children on this device's list, and how many. */
export function listCaseworkers(reader: Reader): CaseworkerLoad[] {
  return reader
    .all(caseworkerRows, {})
    .flatMap((row) =>
      row.caseworker_id === null
        ? []
        : [{ personId: row.caseworker_id, name: row.caseworker_name, children: row.children }],
    );
}
