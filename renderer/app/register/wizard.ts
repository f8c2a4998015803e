/**
 * The import wizard as plain data: which file is open, what was corrected and decided so far, and where the
 * person is. Corrections and decisions are kept per sheet, so that going back or looking at another sheet
 * loses nothing. Pure; nothing here writes.
 */
import type { ImportResult, RegisterOpened } from '#shared/contract/register.ts';
import type { Day } from '#shared/domain/day.ts';
import type { RegisterField } from '#shared/domain/register/fields.ts';
import type { Decisions } from './decisions.ts';

export const wizardSteps = ['file', 'check', 'duplicates', 'confirm', 'done'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** Column index → field or null; columns not named stay as recognised. */
export type Mapping = Readonly<Record<string, RegisterField | null>>;

export interface SheetWork {
  readonly headerRow?: number;
  readonly mapping: Mapping;
  readonly decisions: Decisions;
}

export interface Wizard {
  readonly step: WizardStep;
  readonly fileName: string | null;
  readonly opened: RegisterOpened | null;
  /** By name of the sheet. */
  readonly sheets: Readonly<Record<string, SheetWork>>;
  /** As typed; null while the proposal stands. */
  readonly institution: string | null;
  /** As chosen, null for "none"; undefined while the proposal stands. */
  readonly baselineDay: Day | null | undefined;
  readonly result: ImportResult | null;
}

export const emptyWizard: Wizard = {
  step: 'file',
  fileName: null,
  opened: null,
  sheets: {},
  institution: null,
  baselineDay: undefined,
  result: null,
};

const untouched: SheetWork = { mapping: {}, decisions: {} };

export function workOn(wizard: Wizard, sheet = wizard.opened?.preview.sheet): SheetWork {
  return (sheet === undefined ? undefined : wizard.sheets[sheet]) ?? untouched;
}

/** Another file: what was decided about the last one means nothing for it. */
export function fileOpened(fileName: string, opened: RegisterOpened): Wizard {
  return { ...emptyWizard, step: 'check', fileName, opened };
}

/** The preview came again with corrections; they are remembered with its sheet. */
export function corrected(wizard: Wizard, opened: RegisterOpened, correction: Partial<SheetWork>): Wizard {
  const sheet = opened.preview.sheet;
  const work = { ...workOn(wizard, sheet), ...correction };
  return { ...wizard, opened, sheets: { ...wizard.sheets, [sheet]: work } };
}

export function decided(wizard: Wizard, row: number, decision: 'import' | 'skip'): Wizard {
  const { opened } = wizard;
  if (opened === null) return wizard;
  const work = workOn(wizard);
  return corrected(wizard, opened, { decisions: { ...work.decisions, [row]: decision } });
}

/** A step can be gone to when a file is open; "done" only comes of an import. */
export function mayGoTo(wizard: Wizard, step: WizardStep): boolean {
  if (wizard.step === 'done') return false;
  return step === 'file' || (step !== 'done' && wizard.opened !== null);
}

export function neighbour(step: WizardStep, by: 1 | -1): WizardStep {
  return wizardSteps[wizardSteps.indexOf(step) + by] ?? step;
}
