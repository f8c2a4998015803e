/** The sync with the central server, as the contract asks. */
import { done, failed } from '#shared/contract/failure.ts';
import { app } from '../implement.ts';
import type { Session } from '../session/session.ts';

export function syncChapter(session: Session) {
  return app.sync.router({
    status: app.sync.status.handler(() => session.whenOpen((open) => done(session.syncing(open).view()))),
    enrol: app.sync.enrol.handler(({ input }) =>
      session.whenOpen((open) => {
        const { server, code, institutionId } = input;
        if (open.practice) return failed('forbidden');
        const request = {
          server: plainUrl(server),
          code,
          ...(institutionId === undefined ? {} : { institutionId }),
        };
        return session.syncing(open).enrol(request);
      }),
    ),
    now: app.sync.now.handler(({ input }) =>
      session.whenOpen((open) => {
        const syncing = session.syncing(open);
        if (input?.server !== undefined) syncing.moveServer(plainUrl(input.server));
        return syncing.now();
      }),
    ),
  });
}

/** Without the slash at the end that people and browsers add. */
function plainUrl(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
