/**
 * What a distributed PostgreSQL asks of a statement (docs/scale.md): each one that touches a spread
 * table names its column, so that it goes to the rows' own shard; a lock is taken on one shard only;
 * and nothing is used that has no meaning over several nodes.
 */
import { spreadTables } from '#server/store/spread.ts';

/** Statements that look everywhere, each with its reason. None is on a device's way. */
export const acrossShards: readonly {
  readonly table: string;
  readonly has: RegExp;
  readonly reason: string;
}[] = [
  {
    table: 'withheld_step',
    has: /"released_at" is null/,
    reason: 'the console lists what waits in quarantine, and finds one by its id',
  },
  {
    table: 'step',
    has: /^select count\(\*\) as count from "step" where true/,
    reason: 'an administrator counts',
  },
  {
    table: 'attachment_upload',
    has: /where "waiting_since" between/,
    reason: 'once an hour a server process looks for uploads that nobody goes on with',
  },
  {
    table: 'audit',
    has: /order by "at" desc|order by "writer_id", "seq"|where true|where "at" between/,
    reason: 'the console reads the audit by time, and its chains are checked',
  },
];

const refused =
  /\b(nextval|lastval|listen|notify|tablesample|lateral|declare|merge into|grouping sets|pg_advisory\w*)\b/i;

/** Null for a statement that keeps to it. */
export function statementFault(text: string): string | null {
  const plain = text.replaceAll(/\s+/g, ' ').trim();
  const word = refused.exec(plain)?.[0];
  if (word !== undefined) return `${word} has no meaning over several nodes: ${plain}`;
  for (const [table, column] of spreadTables) {
    if (!new RegExp(`(from|into|update|join) "?${table}"?( |$)`).test(plain)) continue;
    if (plain.startsWith('insert into')) {
      if (!plain.includes(`"${column}"`)) return `a row of ${table} without its ${column}: ${plain}`;
      continue;
    }
    const one = new RegExp(`"${column}" = \\$\\d`).test(plain);
    const some =
      new RegExp(`"${column}" = any\\(\\$\\d`).test(plain) ||
      plain.includes(`"${table}"."${column}" = given."${column}"`) ||
      plain.includes(`${table}.${column} = run.${column}`);
    if (/ for update/.test(plain) && !one) return `a lock on more than one shard: ${plain}`;
    if (one || some) continue;
    if (
      / for update/.test(plain) ||
      !acrossShards.some((known) => known.table === table && known.has.test(plain))
    )
      return `${table} without its ${column}: ${plain}`;
  }
  return null;
}
