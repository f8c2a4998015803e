/**
 * A workbook is a zip archive, and a zip archive tells when it was made, in the zone of the
 * machine that made it. This writes one fixed day into every entry, so that equal workbooks are
 * equal bytes. It touches the two time fields and nothing else (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
 */
import type { Day } from '#shared/domain/day.ts';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const endLength = 22;

/** The archive with each entry dated the day at 00:00. Throws on bytes that are no zip archive. */
export function withFixedTimes(archive: Uint8Array, day: Day): Uint8Array {
  const bytes = archive.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const date = dosDate(day);
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    expectMark(view, at, directoryEntry);
    const local = view.getUint32(at + 42, true);
    expectMark(view, local, localEntry);
    setTime(view, at + 12, date);
    setTime(view, local + 10, date);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return bytes;
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - endLength; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === endOfDirectory) return at;
  }
  throw new Error('not a zip archive');
}

function expectMark(view: DataView, at: number, mark: number): void {
  if (view.getUint32(at, true) !== mark) throw new Error('not a zip archive');
}

function setTime(view: DataView, at: number, date: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, date, true);
}

/** Years from 1980 in the upper seven bits, month in four, day in five. */
function dosDate(day: Day): number {
  const [year = 1980, month = 1, date = 1] = day.split('-').map(Number);
  return ((year - 1980) << 9) | (month << 5) | date;
}
