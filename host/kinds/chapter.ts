/** The kinds of step there are, and what a person gives for each. Of the program, not of any profile. */
import { z } from 'zod';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { formOf } from '#shared/domain/record/forms.ts';
import { kindOf, stepKinds } from '#shared/domain/steps/index.ts';
import { app } from '../implement.ts';

export const kindsChapter = app.kinds.router({
  list: app.kinds.list.handler(() => kinds),
  schema: app.kinds.schema.handler(({ input }) => schemaOf(input.kind)),
});

const kinds = stepKinds.map((kind) => {
  const { version, feed, group } = kindOf(kind);
  return { kind, version, feed, group };
});

/** JSON Schema of what is given when recording: ids and verdicts that the host fills in are optional or absent. */
function schemaOf(kind: string): Result<Record<string, unknown>> {
  const form = formOf(kind);
  if (form === null) return failed('unknown_kind', { kind });
  return done({ title: kind, ...z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' }) });
}
