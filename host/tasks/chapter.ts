/** What is to be done, as the contract asks. */
import { done } from '#shared/contract/failure.ts';
import { app } from '../implement.ts';
import type { Session } from '../session/session.ts';
import { tasksWithin } from './dueTasks.ts';
import { todayView } from './today.ts';

export function tasksChapter(session: Session) {
  return app.tasks.router({
    due: app.tasks.due.handler(() =>
      session.whenOpen((open) => done(tasksWithin(open.database, open.today(), 0))),
    ),
    today: app.tasks.today.handler(() => session.whenOpen((open) => done(todayView(open)))),
  });
}
