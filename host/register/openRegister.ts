/** From a file to a preview: read in a thread of its own, compared with the children already known. Writes nothing. */

import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { RegisterOpened } from '#shared/contract/register.ts';
import { previewRegister } from '#shared/domain/register/preview.ts';
import type { PreviewOptions, RegisterBook } from '#shared/domain/register/types.ts';
import { existingChildren } from '../import/existingChildren.ts';
import { readRegisterFile } from '../import/read/readRegisterFile.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import type { Session } from '../session/session.ts';

export async function openRegister(
  session: Session,
  open: OpenProfile,
  file: { readonly bytes: Uint8Array; readonly name: string },
): Promise<Result<RegisterOpened>> {
  const read = await readRegisterFile(file.bytes, file.name);
  if (!read.ok) return failed(read.error.code, { ...read.error.details, sheets: read.error.sheets });
  return previewed(session, open, read.book, {}, undefined);
}

/** The preview again, with corrections; the handle stays the same. */
export function previewAgain(
  session: Session,
  open: OpenProfile,
  registerId: string,
  options: PreviewOptions,
): Result<RegisterOpened> {
  const kept = session.registers.get(registerId);
  return kept === null ? failed('import_expired') : previewed(session, open, kept.book, options, registerId);
}

function previewed(
  session: Session,
  open: OpenProfile,
  book: RegisterBook,
  options: PreviewOptions,
  known: string | undefined,
): Result<RegisterOpened> {
  const preview = previewRegister(book, options, existingChildren(open.database), open.today());
  if ('error' in preview) {
    const { code, details, sheets } = preview.error;
    // the book is kept where the person may name another sheet or header row
    const registerId = sheets.length === 0 ? known : session.registers.put({ book, options }, known);
    return failed(code, { ...details, sheets, ...(registerId === undefined ? {} : { registerId }) });
  }
  return done({ registerId: session.registers.put({ book, options }, known), preview });
}
