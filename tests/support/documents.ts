/** Documents in the files of children, as a person attaches them. */
import { keepAttachment, sha256Of } from '#db/attachments/attachments.ts';
import { toHex } from '#shared/sync/bytes.ts';
import type { Laptop } from './laptop.ts';

/** The step and the bytes; answers the hash. `at`: when it was attached, by this laptop's clock. */
export function attachTo(
  laptop: Laptop,
  caseId: string,
  content: Uint8Array,
  at: Date = laptop.ports.now(),
): Uint8Array {
  return laptop.database.transaction(() => {
    laptop.record(caseId, 'document.attached', {
      title: 'Акт передачи',
      fileName: 'акт.jpg',
      mediaType: 'image/jpeg',
      bytes: content.length,
      sha256: toHex(sha256Of(content)),
    });
    return keepAttachment(laptop.database, caseId, content, at);
  });
}
