/** Documents of a child's file, as the contract asks. */
import { readAttachment } from '#db/attachments/attachments.ts';
import { readCase } from '#db/queries/cases.ts';
import { done, failed } from '#shared/contract/failure.ts';
import { copyName, plainFileName } from '#shared/domain/fileName.ts';
import { fromHex } from '#shared/sync/bytes.ts';
import { findCase } from '../cases/findCase.ts';
import { app } from '../implement.ts';
import type { Session } from '../session/session.ts';
import { attachDocument } from './attach.ts';

export function attachmentsChapter(session: Session) {
  return app.attachments.router({
    add: app.attachments.add.handler(({ input: { file, ...rest } }) =>
      session.whenSureOfToday(async (open) => {
        const content = new Uint8Array(await file.arrayBuffer());
        const named = { fileName: plainFileName(file.name), mediaType: file.type.slice(0, 100) };
        const attached = attachDocument(open, { ...rest, ...named, content });
        if (attached.ok) session.recorded();
        return attached;
      }),
    ),
    get: app.attachments.get.handler(({ input }) =>
      session.whenOpen((open) => {
        const child = findCase(open.database, input.case);
        if (child === null) return failed('not_found', { case: input.case });
        const state = readCase(open.database, child.caseId);
        if (state === null) return failed('forbidden', { case: input.case });
        const document = state.documents.find((one) => one.sha256 === input.sha256);
        if (document === undefined) return failed('not_found', { document: input.sha256 });
        const sha256 = fromHex(input.sha256);
        const content = readAttachment(open.database, { feedId: child.caseId, sha256 });
        if (content === null) return failed('document_not_here');
        const { fileName, mediaType } = document;
        const file = new File([new Uint8Array(content)], copyName(fileName), { type: mediaType });
        return done({ fileName, mediaType, file });
      }),
    ),
  });
}
