/**
 * The inside of a copy: JSON documents, one a line. The first names the tables with their columns and
 * the migrations that made them; each further line is a row (its table's number, then every value as
 * PostgreSQL writes it in text, or null); the last one counts the rows of each table. Nothing here
 * depends on what a table means, so that a copy made by an older version can be brought back.
 */
import { z } from 'zod';
import { BackupFault } from './fault.ts';

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

const contents = z.object({
  madeAt: z.iso.datetime(),
  serverId: z.uuid(),
  /** In the order in which they were applied. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(z.object({ name, columns: z.array(name).min(1) })),
});
export type Contents = z.infer<typeof contents>;

const row = z.tuple([z.int().min(0)], z.union([z.string(), z.null()]));
export type CopiedRow = z.infer<typeof row>;

const end = z.object({ rows: z.array(z.int().min(0)) });

/** No row is longer: a piece of a document is 256 KiB. Bytes. */
const longestLine = 16 * 1024 * 1024;

/** What a copy says of itself, and its rows; they end with an error unless every row that was counted has come. */
export async function readCopy(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ contents: Contents; rows: AsyncGenerator<CopiedRow> }> {
  const lines = linesIn(bytes);
  const first = await lines.next();
  const told = contents.safeParse(first.done === true ? null : first.value);
  if (!told.success) throw new BackupFault('backup_damaged');
  return { contents: told.data, rows: rowsIn(lines, told.data.tables) };
}

async function* rowsIn(
  lines: AsyncGenerator<unknown>,
  tables: Contents['tables'],
): AsyncGenerator<CopiedRow> {
  const counted = tables.map(() => 0);
  for await (const line of lines) {
    const ended = end.safeParse(line);
    if (ended.success) {
      const complete = ended.data.rows.join() === counted.join();
      if (complete && (await lines.next()).done === true) return;
      break;
    }
    const read = row.safeParse(line);
    if (!read.success) break;
    const [at, ...values] = read.data;
    const count = counted[at];
    if (count === undefined || values.length !== tables[at]?.columns.length) break;
    counted[at] = count + 1;
    yield read.data;
  }
  throw new BackupFault('backup_damaged');
}

async function* linesIn(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const some of bytes) {
    let from = 0;
    for (let at = some.indexOf(0x0a); at !== -1; at = some.indexOf(0x0a, from)) {
      yield parsed(Buffer.concat([...rest, some.subarray(from, at)]));
      rest = [];
      length = 0;
      from = at + 1;
    }
    rest.push(Buffer.from(some.subarray(from)));
    length += some.length - from;
    if (length > longestLine) throw new BackupFault('backup_damaged');
  }
  if (length > 0) throw new BackupFault('backup_damaged');
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    throw new BackupFault('backup_damaged');
  }
}
