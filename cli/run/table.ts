/** Short tables for people: columns as wide as their longest cell, numbers to the right. */
export type TableCell = string | number | null;

const gap = '  ';

/** @returns lines of the table, heading first; only the heading where there are no rows */
export function table(headings: readonly string[], rows: readonly (readonly TableCell[])[]): string {
  const lines = [headings, ...rows.map((row) => row.map((cell) => (cell === null ? '—' : String(cell))))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  const numeric = headings.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  return lines
    .map((line) => line.map((cell, column) => padded(cell, widths[column] ?? 0, numeric[column] ?? false)))
    .map((cells) => cells.join(gap).trimEnd())
    .join('\n');
}

/** "Name: value" lines with their values in one column. */
export function pairs(entries: readonly (readonly [string, TableCell])[]): string {
  const width = Math.max(0, ...entries.map(([name]) => widthOf(name)));
  return entries.map(([name, value]) => `${padded(name, width, false)}${gap}${value ?? '—'}`).join('\n');
}

function padded(text: string, width: number, toTheRight: boolean): string {
  const padding = ' '.repeat(Math.max(0, width - widthOf(text)));
  return toTheRight ? padding + text : text + padding;
}

function widthOf(text: string): number {
  return [...text].length;
}
