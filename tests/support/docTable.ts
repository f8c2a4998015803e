/** Tables as docs/*.md prints them: what a person reads there is what a test expects. */
import { readFileSync } from 'node:fs';

/** Rows of the first table under a heading, by the names of its columns. Throws where there is none. */
export function tableUnder(file: string, heading: string): Record<string, string>[] {
  const lines = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8').split('\n');
  const from = lines.findIndex((line) => line.replace(/^#+ /, '') === heading && line.startsWith('#'));
  const start = lines.findIndex((line, at) => at > from && line.startsWith('|'));
  if (from < 0 || start < 0) throw new Error(`no table under "${heading}" in ${file}`);
  const rest = lines.slice(start);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  const [names = [], , ...rows] = rest.slice(0, end < 0 ? rest.length : end).map(cells);
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])));
}

function cells(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
