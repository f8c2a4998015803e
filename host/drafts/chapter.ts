/** Unfinished forms, as the contract asks. */
import { type DraftPlace, dropDraft, keepDraft, listDrafts, readDraft } from '#db/drafts/drafts.ts';
import { readCase } from '#db/queries/cases.ts';
import { done, failed } from '#shared/contract/failure.ts';
import { nameOf } from '../cases/childRow.ts';
import { findCase } from '../cases/findCase.ts';
import { app } from '../implement.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import type { Session } from '../session/session.ts';

export function draftsChapter(session: Session) {
  return app.drafts.router({
    list: app.drafts.list.handler(() =>
      session.whenOpen((open) =>
        done(
          listDrafts(open.database).map((draft) => {
            const child = findCase(open.database, draft.caseId);
            return {
              ...draft,
              caseCode: child?.caseCode ?? null,
              name: child === null ? null : nameOf(child),
            };
          }),
        ),
      ),
    ),
    get: app.drafts.get.handler(({ input }) =>
      session.whenOpen((open) => done(readDraft(open.database, input))),
    ),
    keep: app.drafts.keep.handler(({ input: { content, ...place } }) =>
      session.whenOpen((open) => {
        if (!isHeld(open, place)) return failed('forbidden');
        keepDraft(open.database, place, content, open.now());
        return done(null);
      }),
    ),
    drop: app.drafts.drop.handler(({ input }) =>
      session.whenOpen((open) => {
        dropDraft(open.database, input);
        return done(null);
      }),
    ),
  });
}

/** Nothing is kept of a case that has left this device meanwhile. */
function isHeld(open: OpenProfile, { caseId }: DraftPlace): boolean {
  return caseId === '' || readCase(open.database, caseId) !== null;
}
