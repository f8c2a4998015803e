/** Small registers as a director would keep them, made for one test at a time. All names are invented. */
import { previewRegister } from '#shared/domain/register/preview.ts';
import type {
  Cell,
  ExistingChild,
  PreviewOptions,
  RegisterBook,
  RegisterGrid,
  RegisterPreview,
} from '#shared/domain/register/types.ts';

/** The day on which the tests read registers. */
export const readingDay = '2025-11-10';

export const headings: readonly string[] = ['Ф.И.О.', 'Дата рождения', 'Пол', 'ИИН', 'Дата поступления'];

export function grid(rows: readonly (readonly Cell[])[], name = 'Лист1'): RegisterGrid {
  const filledRows = rows.filter((row) => row.some((cell) => cell !== null && cell !== '')).length;
  return { name, rows, filledRows };
}

export function book(...sheets: readonly RegisterGrid[]): RegisterBook {
  return { sheets, date1904: false };
}

/** A preview that must succeed. */
export function preview(
  from: RegisterBook,
  options: PreviewOptions = {},
  existing: readonly ExistingChild[] = [],
): RegisterPreview {
  const result = previewRegister(from, options, existing, readingDay);
  if ('error' in result) throw new Error(`no preview: ${result.error.code}`);
  return result;
}

/** Rows under the usual headings; row 2 of the sheet is the first child. */
export function list(...children: readonly (readonly Cell[])[]): RegisterPreview {
  return preview(book(grid([headings, ...children])));
}

/** The codes said about one field of a row. */
export function codesOf(result: RegisterPreview, row: number, field?: string): string[] {
  return [...result.errors, ...result.warnings]
    .filter((warning) => warning.row === row && (field === undefined || warning.field === field))
    .map(({ code }) => code);
}
