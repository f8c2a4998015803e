import { describe, expect, it } from 'vitest';
import { importCounts } from '#renderer/app/register/decisions.ts';
import { columnOf, doubtsByRow, doubtsOf, heaviest, shownRows } from '#renderer/app/register/doubts.ts';
import type { ChildDraft, RegisterPreview, RegisterRow } from '#shared/domain/register/types.ts';
import type { RegisterWarning } from '#shared/domain/register/warnings.ts';

function row(number: number, sex: 'm' | 'f', importable = true): RegisterRow {
  const draft: ChildDraft = {
    row: number,
    familyName: 'Ким',
    givenName: 'Артём',
    patronymic: null,
    fullName: 'Ким Артём',
    sex,
    birthDate: '2015-03-01',
    birthYear: null,
    iin: null,
    iinStatus: 'missing',
    admittedOn: '2024-09-02',
    reasonText: null,
    reasons: [],
    mainReason: null,
    legalStatusText: null,
    legalStatus: 'undetermined',
    kin: [],
    siblingNames: [],
    healthGroup: null,
    disability: null,
    familyAddress: null,
    familyPlace: null,
    note: null,
    original: {},
  };
  return { row: number, importable, draft };
}

const missingIin: RegisterWarning = {
  row: 6,
  field: 'iin',
  code: 'iin_missing',
  severity: 'info',
  value: '',
};
const unreadable: RegisterWarning = {
  row: 8,
  field: 'fullName',
  code: 'name_missing',
  severity: 'error',
  value: '',
};

const preview: RegisterPreview = {
  sheet: 'Лист1',
  sheets: ['Лист1'],
  headerRow: 4,
  columns: [],
  registerDate: '2025-11-01',
  institutionName: 'Дом надежды',
  declaredTotal: 3,
  rows: [row(5, 'm'), row(6, 'f'), row(7, 'm'), row(8, 'm', false)],
  skipped: [],
  duplicates: [{ row: 7, of: 5, existing: null, why: 'name_and_birth' }],
  warnings: [missingIin],
  errors: [unreadable],
  siblingGroups: [{ rows: [5, 6], namesOnly: [] }],
};

describe('what an import would do', () => {
  it('skips a probable duplicate while nobody has decided', () => {
    expect(importCounts(preview, {})).toMatchObject({ rows: 4, created: 2, skipped: 1, unreadable: 1 });
  });

  it('imports it as another child when a person says so', () => {
    expect(importCounts(preview, { 7: 'import' })).toMatchObject({
      created: 3,
      skipped: 0,
      boys: 2,
      girls: 1,
    });
  });
});

describe('a list that was imported before', () => {
  it('still tells how many children are in it, and that nobody would be created', () => {
    const known = [5, 6].map((at) => ({ row: at, of: null, existing: `case-${at}`, why: 'iin' as const }));
    const again = { ...preview, duplicates: [...preview.duplicates, ...known] };
    expect(importCounts(again, {})).toMatchObject({ children: 2, known: 2, created: 0, skipped: 3, boys: 1 });
  });
});

describe('what is doubtful in a register', () => {
  const byRow = doubtsByRow(doubtsOf(preview));

  it('lists first what keeps a row out, then the rest by row', () => {
    expect(doubtsOf(preview).map(({ row: at }) => at)).toEqual([8, 6]);
  });

  it('keeps only the rows with questions when asked', () => {
    expect(shownRows(preview.rows, byRow, true).map(({ row: at }) => at)).toEqual([6, 8]);
    expect(shownRows(preview.rows, byRow, false)).toHaveLength(4);
  });

  it('shows a question about a column that the list does not have at the name', () => {
    const guessed: RegisterWarning = {
      row: 6,
      field: 'sex',
      code: 'sex_from_name',
      severity: 'info',
      value: 'f',
    };
    expect(columnOf(guessed, ['number', 'fullName', 'iin'])).toBe(1);
    expect(columnOf(missingIin, ['number', 'fullName', 'iin'])).toBe(2);
  });

  it('marks a cell by the heaviest of its questions', () => {
    expect(heaviest([missingIin, unreadable])).toBe('error');
    expect(heaviest([])).toBeNull();
  });
});
