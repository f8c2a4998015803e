/** The report for the ministry, as the contract asks: seen first, then as a file. */
import { done } from '#shared/contract/failure.ts';
import { app } from '../implement.ts';
import type { Session } from '../session/session.ts';
import { closureModel } from './closure.ts';

export function reportChapter(session: Session) {
  return app.report.router({
    preview: app.report.preview.handler(({ input }) => session.whenOpen((open) => closureModel(open, input))),
    file: app.report.file.handler(({ input }) =>
      session.whenOpen(async (open) => {
        const model = closureModel(open, input);
        if (!model.ok) return model;
        // the writers of PDF and XLSX are large: they are loaded when a file is wanted
        const { writeReport } = await import('#reports/write.ts');
        const { fileName, bytes } = await writeReport(model.value, input.format, input.language);
        return done({ file: new File([Uint8Array.from(bytes)], fileName) });
      }),
    ),
  });
}
