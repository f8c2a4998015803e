/** What enrolment said: a local person or institution is the server's. Ids in steps stay as they were sealed. */
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

const byLocal = prepare<{ id: string }>()((param) =>
  query.selectFrom('alias').select('canonical_id').where('local_id', '=', param('id')),
);

const localOf = prepare<{ id: string }>()((param) =>
  query.selectFrom('alias').select('local_id').where('canonical_id', '=', param('id')),
);

const everyAlias = prepare()(() =>
  query.selectFrom('alias').select(['local_id as local', 'canonical_id as server']).orderBy('local_id'),
);

/** Every local id that is the server's, and whose. */
export function listAliases(reader: Reader): { local: string; server: string }[] {
  return reader.all(everyAlias, {});
}

/** The server's id for a local one; any other id as it is. */
export function resolveAlias(reader: Reader, id: string): string {
  return reader.get(byLocal, { id })?.canonical_id ?? id;
}

/** The local ids that mean the server's, from before the enrolment. */
export function formerIds(reader: Reader, canonicalId: string): string[] {
  return reader.all(localOf, { id: canonicalId }).map((row) => row.local_id);
}

export function recordAlias(writer: Writer, localId: string, canonicalId: string): void {
  if (localId !== canonicalId) writer.put('alias', { local_id: localId, canonical_id: canonicalId });
}
