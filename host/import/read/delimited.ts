/** Text files of separated values: csv, tsv, with the separator found from the text itself. */
import { parse } from 'csv-parse/sync';
import type { RegisterGrid } from '#shared/domain/register/types.ts';
import { gridOf } from './grid.ts';

const separators = [';', '\t', ',', '|'] as const;

/** Reads separated values into one sheet. Row numbers count records, as a spreadsheet shows them. */
export function readDelimited(text: string): RegisterGrid {
  const announced = /^sep=(.)\r?\n/i.exec(text);
  const body = announced === null ? text : text.slice(announced[0].length);
  const delimiter = announced?.[1] ?? separatorOf(body);
  return gridOf('CSV', records(body, delimiter));
}

function records(text: string, delimiter: string): string[][] {
  const options = {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    bom: true,
  };
  try {
    return parse(text, options);
  } catch {
    // a quotation mark that never closes: the marks are then taken for letters
    return parse(text, { ...options, quote: null });
  }
}

/** The separator that cuts most of the first lines into the same, highest number of columns. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .replace(/"[^"]*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  let best: { separator: string; score: number } = { separator: ';', score: 0 };
  for (const separator of separators) {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    const usual = counts.sort((one, other) => one - other)[Math.floor(counts.length / 2)] ?? 0;
    const score = usual * counts.filter((count) => count === usual).length;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}
