/** The import of a register, as the contract asks: look, correct, decide, then write. */
import { done } from '#shared/contract/failure.ts';
import { app } from '../implement.ts';
import { importRegister } from '../import/importRegister.ts';
import type { Session } from '../session/session.ts';
import { previewOptions } from './mapping.ts';
import { openRegister, previewAgain } from './openRegister.ts';

export function registerChapter(session: Session) {
  return app.register.router({
    open: app.register.open.handler(({ input }) =>
      session.whenOpen(async (open) => {
        const bytes = new Uint8Array(await input.file.arrayBuffer());
        return openRegister(session, open, { bytes, name: input.file.name });
      }),
    ),
    preview: app.register.preview.handler(({ input }) =>
      session.whenOpen((open) => {
        const options = previewOptions(input);
        return options.ok ? previewAgain(session, open, input.registerId, options.value) : options;
      }),
    ),
    run: app.register.run.handler(({ input }) => importRegister(session, input)),
    close: app.register.close.handler(({ input }) =>
      session.whenOpen(() => {
        session.registers.remove(input.registerId);
        return done(null);
      }),
    ),
  });
}
