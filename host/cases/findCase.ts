/** Which case a person means: by its id, or by its code as people type it. */
import { randomBytes } from 'node:crypto';
import type { Reader } from '#db/open/handles.ts';
import { findCases, readChild } from '#db/queries/cases.ts';
import type { ListedChild } from '#db/queries/childRow.ts';
import { makeCaseCode } from '#shared/domain/caseCode.ts';

/** The line of the case; where two share a code the older one, and the other is named by its id. Null for none. */
export function findCase(reader: Reader, idOrCode: string): ListedChild | null {
  const caseId = findCases(reader, idOrCode)[0];
  return caseId === undefined ? null : readChild(reader, caseId);
}

/** A random code that no case here has yet. */
export function freeCode(reader: Reader): string {
  for (;;) {
    const code = makeCaseCode(randomBytes(7));
    if (findCases(reader, code).length === 0) return code;
  }
}

/** The code of a case this device knows of. */
export function codeOf(reader: Reader, caseId: string): string | null {
  return readChild(reader, caseId)?.caseCode ?? null;
}
