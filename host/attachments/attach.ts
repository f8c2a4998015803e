/** A document into a child's file: its bytes and the step that names them, together or not at all. */
import { keepAttachment, sha256Of } from '#db/attachments/attachments.ts';
import type { Recorded } from '#shared/contract/cases.ts';
import { failed, type Result } from '#shared/contract/failure.ts';
import type { Day } from '#shared/domain/day.ts';
import { maxDocumentBytes } from '#shared/domain/steps/documents.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { findCase } from '../cases/findCase.ts';
import { recordSteps } from '../cases/record.ts';
import type { OpenProfile } from '../session/openProfile.ts';

export interface Document {
  /** Case id or case code. */
  readonly case: string;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
  readonly occurredOn?: Day | undefined;
}

export function attachDocument(open: OpenProfile, document: Document): Result<Recorded> {
  const { content, title, fileName, mediaType, occurredOn } = document;
  if (content.length === 0) return failed('document_empty');
  if (content.length > maxDocumentBytes) {
    return failed('document_too_large', { megabytes: maxDocumentBytes / (1024 * 1024) });
  }
  const payload = { title, fileName, mediaType, bytes: content.length, sha256: toHex(sha256Of(content)) };
  const item = { case: document.case, kind: 'document.attached', payload, occurredOn };
  return open.database.transaction(() => {
    const recorded = recordSteps(open, [item], false);
    const found = findCase(open.database, document.case);
    if (recorded.ok && found !== null) keepAttachment(open.database, found.caseId, content, open.now());
    return recorded;
  });
}
