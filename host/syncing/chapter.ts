/** The sync with the central server, as the contract asks. */
import { forgetLeftBehind } from '#db/steps/leftBehind.ts';
import { done, failed } from '#shared/contract/failure.ts';
import { app } from '../implement.ts';
import { wipedFailure } from '../profile/wiped.ts';
import type { Session } from '../session/session.ts';
import { conflictItems } from './conflicts.ts';
import { itemFile } from './itemFile.ts';
import { SyncItems } from './items.ts';

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
      session.whenOpen(async (open) => {
        const syncing = session.syncing(open);
        if (input?.server !== undefined) syncing.moveServer(plainUrl(input.server));
        const round = await syncing.now();
        await session.gone();
        return wipedFailure(session) ?? round;
      }),
    ),
    conflicts: app.sync.conflicts.handler(() => session.whenOpen((open) => done(conflictItems(open)))),
    item: app.sync.item.handler(({ input }) =>
      session.whenOpen((open) => {
        const item = new SyncItems(open).text(input.feedId, input.stepId);
        return item === null ? failed('not_found', { step: input.stepId }) : done(item);
      }),
    ),
    itemFile: app.sync.itemFile.handler(({ input }) =>
      session.whenOpen((open) => {
        const item = new SyncItems(open).text(input.feedId, input.stepId);
        if (item === null) return failed('not_found', { step: input.stepId });
        return done({ file: itemFile(item, input.language) });
      }),
    ),
    listFile: app.sync.listFile.handler(({ input }) =>
      session.whenOpen(async (open) => {
        const view = session.syncing(open).view();
        // the writer of spreadsheets is large: it is loaded when a file is wanted
        const { listFile } = await import('./listFile.ts');
        return done({ file: await listFile(view, input.format, input.language, open.today()) });
      }),
    ),
    read: app.sync.read.handler(({ input }) =>
      session.whenOpen((open) => {
        forgetLeftBehind(open.database, input.feedId, input.stepId);
        return done(null);
      }),
    ),
  });
}

/** Without the slash at the end that people and browsers add. */
function plainUrl(url: string): string {
  return url.trim().replace(/\/+$/, '');
}
