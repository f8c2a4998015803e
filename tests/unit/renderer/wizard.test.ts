import { describe, expect, it } from 'vitest';
import { proposedBaseline, proposedInstitution } from '#renderer/app/register/proposal.ts';
import {
  corrected,
  decided,
  emptyWizard,
  fileOpened,
  mayGoTo,
  workOn,
} from '#renderer/app/register/wizard.ts';
import type { RegisterOpened } from '#shared/contract/register.ts';

function opened(sheet: string): RegisterOpened {
  return {
    registerId: '0f1f7d0e-6a0f-4d0a-9f43-000000000001',
    preview: {
      sheet,
      sheets: ['Воспитанники', 'Сотрудники'],
      headerRow: 4,
      columns: [],
      registerDate: '2025-11-01',
      institutionName: 'КГУ «Дом надежды»',
      declaredTotal: null,
      rows: [],
      skipped: [],
      duplicates: [],
      warnings: [],
      errors: [],
      siblingGroups: [],
    },
  };
}

describe('going through the import', () => {
  const checking = fileOpened('список.xlsx', opened('Воспитанники'));

  it('keeps a decision when the person looks at another sheet and comes back', () => {
    const chosen = decided(checking, 38, 'import');
    const elsewhere = corrected(chosen, opened('Сотрудники'), {});
    expect(workOn(elsewhere).decisions).toEqual({});
    expect(workOn(corrected(elsewhere, opened('Воспитанники'), {})).decisions).toEqual({ 38: 'import' });
  });

  it('keeps decisions and columns when the person goes back to the file and forth again', () => {
    const columns = corrected(decided(checking, 38, 'import'), opened('Воспитанники'), {
      mapping: { 3: 'iin' },
    });
    const again = { ...{ ...columns, step: 'file' as const }, step: 'check' as const };
    expect(workOn(again)).toEqual({ mapping: { 3: 'iin' }, decisions: { 38: 'import' } });
  });

  it('forgets decisions with the file they were made on', () => {
    const other = fileOpened('другой.xlsx', opened('Воспитанники'));
    expect(workOn(decided(other, 5, 'skip')).decisions).toEqual({ 5: 'skip' });
    expect(workOn(other).decisions).toEqual({});
  });

  it('goes nowhere without a file, and nowhere back from the result', () => {
    expect(mayGoTo(emptyWizard, 'check')).toBe(false);
    expect(mayGoTo(checking, 'confirm')).toBe(true);
    expect(mayGoTo(checking, 'done')).toBe(false);
    expect(mayGoTo({ ...checking, step: 'done' }, 'file')).toBe(false);
  });
});

describe('what the last step proposes', () => {
  const { preview } = opened('Воспитанники');
  const role = { role: 'caseworker' as const, institutionId: 'i-1', institutionName: 'Дом надежды' };

  it('is the institution of the person, else the one the list names', () => {
    expect(proposedInstitution({ roles: [role] }, preview)).toBe('Дом надежды');
    expect(proposedInstitution({ roles: [] }, preview)).toBe('КГУ «Дом надежды»');
    expect(proposedInstitution({ roles: [] }, { ...preview, institutionName: null })).toBe('');
  });

  it('is the day of the list, but not one that has not come yet', () => {
    expect(proposedBaseline(preview, '2026-01-14')).toBe('2025-11-01');
    expect(proposedBaseline(preview, '2025-10-31')).toBeNull();
    expect(proposedBaseline({ ...preview, registerDate: null }, '2026-01-14')).toBeNull();
  });
});
