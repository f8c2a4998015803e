/** The sync with the central server, as the contract asks. */
import { forgetLeftBehind } from '#db/steps/leftBehind.ts';
import { done, failed } from '#shared/contract/failure.ts';
import { translator } from '#shared/i18n/index.ts';
import { maxBundleBytes } from '#shared/sync/bundle/envelope.ts';
import { app } from '../implement.ts';
import { wipedFailure } from '../profile/wiped.ts';
import type { Session } from '../session/session.ts';
import { conflictItems } from './conflicts.ts';
import { itemFile } from './itemFile.ts';
import { SyncItems } from './items.ts';

const bundleType = 'application/octet-stream';

export function syncChapter(session: Session) {
  return app.sync.router({
    status: app.sync.status.handler(() => session.whenUnlocked((open) => done(session.syncing(open).view()))),
    enrol: app.sync.enrol.handler(({ input }) =>
      session.whenUnlocked((open) => {
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
      session.whenUnlocked(async (open) => {
        const syncing = session.syncing(open);
        if (input?.server !== undefined) syncing.moveServer(plainUrl(input.server));
        const round = await syncing.now();
        await session.gone();
        return wipedFailure(session) ?? round;
      }),
    ),
    bundleOut: app.sync.bundleOut.handler(({ input }) =>
      session.whenUnlocked(async (open) => {
        const written = await session.syncing(open).writeQuestion();
        if (!written.ok) return written;
        const { file, ...counts } = written.value;
        const name = `${translator(input.language)('bundle.outFile', { day: open.today() })}.uige`;
        return done({ file: new File([file], name, { type: bundleType }), ...counts });
      }),
    ),
    bundleIn: app.sync.bundleIn.handler(({ input: { file } }) =>
      session.whenUnlocked(async (open) => {
        if (file.size > maxBundleBytes) return failed('bundle_too_large');
        const taken = await session.syncing(open).takeAnswer(new Uint8Array(await file.arrayBuffer()));
        await session.gone();
        return wipedFailure(session) ?? taken;
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
