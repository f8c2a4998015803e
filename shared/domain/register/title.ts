/** What the rows above the headings say: the day the list stands for, and whose list it is. */
import type { Day } from '../day.ts';
import { foldLetters } from '../search/foldName.ts';
import { isDateCell, lineText } from './cells.ts';
import { findDays, serialToDay } from './dates.ts';
import type { Cell } from './types.ts';

export interface Title {
  readonly registerDate: Day | null;
  readonly institutionName: string | null;
}

const asOf = /по состоянию|состояни[юе] на|(^| )на \d|жагдай|куни бойынша|as of|as at|(^| )on \d/;
const institution =
  /детск|дом ребенка|дом малютки|интернат|центр|приют|балалар|сабилер|орталы|мекеме|(^| )уйи|уйи»|children|orphanage|centre|center|home/;
const listWords = /^(список|реестр|сведения|тизим|тизими|мали?мет|list|register)/;

/** Reads the titles; `today` only decides the century of a year in two digits. */
export function readTitle(rows: readonly (readonly Cell[])[], today: Day, date1904: boolean): Title {
  const lines = rows.flatMap((row) =>
    row.map((cell) => lineText(cell, date1904)).filter((text) => text !== ''),
  );
  return { registerDate: dateOf(rows, lines, today, date1904), institutionName: institutionOf(lines) };
}

function dateOf(
  rows: readonly (readonly Cell[])[],
  lines: readonly string[],
  today: Day,
  date1904: boolean,
): Day | null {
  const marked = lines.filter((line) => asOf.test(foldLetters(line)));
  for (const line of [...marked, ...lines]) {
    const day = findDays(line, today)[0]?.day;
    if (day !== undefined) return day;
  }
  const cell = rows.flat().find(isDateCell);
  return cell === undefined ? null : serialToDay(cell.serial, date1904);
}

function institutionOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const [name] = line.split(/\s[—–-]\s/);
    if (name === undefined) continue;
    const folded = foldLetters(name);
    if (name.length <= 200 && institution.test(folded) && !listWords.test(folded)) return name.trim();
  }
  return null;
}
