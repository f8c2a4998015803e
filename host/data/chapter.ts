/** The state of the data itself, and word that something changed. */
import { done } from '#shared/contract/failure.ts';
import { app } from '../implement.ts';
import type { Session } from '../session/session.ts';

export function dataChapter(session: Session) {
  return app.data.router({
    verify: app.data.verify.handler(() =>
      session.whenOpen(async (open) => {
        const { verifyDatabase } = await import('#db/verify/verify.ts');
        return done(verifyDatabase(open.database));
      }),
    ),
    changes: app.data.changes.handler(({ signal }) => session.changes.listen(signal)),
  });
}
