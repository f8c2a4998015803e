/** How much of a file is read before it is refused: house rules, far above any real register. */
import { maxRegisterRows } from '#shared/domain/register/errors.ts';

export const readLimits = {
  fileBytes: 64 * 2 ** 20,
  /** Sum of what the parts of a packed file unfold to. */
  unpackedBytes: 256 * 2 ** 20,
  packedParts: 5_000,
  /** Rows parsed of one sheet; beyond it only counted. */
  sheetRows: 65_536,
  /** Rows of one sheet handed on; a longer sheet is cut to `keptOfTooLong`, enough to see its headings. */
  keptRows: maxRegisterRows + 1_000,
  keptOfTooLong: 200,
  columns: 200,
  /** Text of one book; no list of 20,000 children holds as much. */
  characters: 20_000_000,
  workerMegabytes: 1_024,
  milliseconds: 60_000,
} as const;

/** What the refusal of a file that is too large says. */
export function sizeDetails(bytes: number): Record<string, number> {
  return { megabytes: Math.ceil(bytes / 2 ** 20), limit: readLimits.fileBytes / 2 ** 20 };
}
