/** The contract, implemented: one chapter a folder. */
import { attachmentsChapter } from './attachments/chapter.ts';
import { casesChapter } from './cases/chapter.ts';
import { dataChapter } from './data/chapter.ts';
import { draftsChapter } from './drafts/chapter.ts';
import { app } from './implement.ts';
import { institutionChapter } from './institution/chapter.ts';
import { kindsChapter } from './kinds/chapter.ts';
import { profileChapter } from './profile/chapter.ts';
import { registerChapter } from './register/chapter.ts';
import { reportChapter } from './report/chapter.ts';
import type { Session } from './session/session.ts';
import { syncChapter } from './syncing/chapter.ts';
import { tasksChapter } from './tasks/chapter.ts';

export type AppRouter = ReturnType<typeof createRouter>;

export function createRouter(session: Session) {
  return app.router({
    profile: profileChapter(session),
    register: registerChapter(session),
    cases: casesChapter(session),
    attachments: attachmentsChapter(session),
    drafts: draftsChapter(session),
    kinds: kindsChapter,
    tasks: tasksChapter(session),
    institution: institutionChapter(session),
    report: reportChapter(session),
    sync: syncChapter(session),
    data: dataChapter(session),
  });
}
