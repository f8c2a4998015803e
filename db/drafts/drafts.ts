/**
 * Unfinished forms of this device: never synced, never projected, gone when the form is saved or thrown away,
 * and with the case when that leaves the device.
 */
import type { Reader, Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';

/** Where a draft belongs: one form of one case, about one thing. */
export type DraftPlace = {
  /** Empty for a case that is still to be opened. */
  readonly caseId: string;
  readonly form: string;
  readonly about: string;
};

const one = prepare<DraftPlace>()((param) =>
  query
    .selectFrom('draft')
    .select(['content', 'saved_at'])
    .where('case_id', '=', param('caseId'))
    .where('form', '=', param('form'))
    .where('about', '=', param('about')),
);
const all = prepare()(() =>
  query
    .selectFrom('draft')
    .select(['case_id as caseId', 'form', 'about', 'saved_at as savedAt'])
    .orderBy('saved_at', 'desc'),
);
const remove = prepare<DraftPlace>()((param) =>
  query
    .deleteFrom('draft')
    .where('case_id', '=', param('caseId'))
    .where('form', '=', param('form'))
    .where('about', '=', param('about')),
);
const removeOfCase = prepare<{ caseId: string }>()((param) =>
  query.deleteFrom('draft').where('case_id', '=', param('caseId')),
);

/** `content`: the form's values as JSON, which only the form understands. */
export function keepDraft(writer: Writer, place: DraftPlace, content: string, now: Date): void {
  const { caseId, form, about } = place;
  writer.put('draft', { case_id: caseId, form, about, content, saved_at: now.toISOString() });
}

export function readDraft(
  reader: Reader,
  place: DraftPlace,
): { readonly content: string; readonly savedAt: string } | null {
  const row = reader.get(one, place);
  return row === undefined ? null : { content: row.content, savedAt: row.saved_at };
}

/** The newest first. */
export function listDrafts(reader: Reader): (DraftPlace & { readonly savedAt: string })[] {
  return reader.all(all, {});
}

export function dropDraft(writer: Writer, place: DraftPlace): void {
  writer.run(remove, place);
}

export function dropDraftsOfCase(writer: Writer, caseId: string): void {
  writer.run(removeOfCase, { caseId });
}
