/** Where the bytes of a case's documents are: here, on the way, or in trouble. */
import { type Attachment, attachmentsOf } from '#db/attachments/attachments.ts';
import type { CaseView, DocumentPlace } from '#shared/contract/views.ts';
import { toHex } from '#shared/sync/bytes.ts';
import type { OpenProfile } from '../session/openProfile.ts';

export function documentPlaces(open: OpenProfile, caseId: string): CaseView['documents'] {
  const { standalone } = open.profile;
  return Object.fromEntries(
    attachmentsOf(open.database, caseId).map((one) => [toHex(one.sha256), placeOf(one, standalone)]),
  );
}

function placeOf({ held, sent, fault }: Attachment, standalone: boolean): DocumentPlace {
  if (!held) return 'fetching';
  if (fault === 'damaged' || fault === 'refused') return fault;
  // a standalone profile sends to nobody
  return sent || standalone ? 'here' : 'sending';
}
