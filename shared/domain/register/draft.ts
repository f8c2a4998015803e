/**
 * One row of a register into one draft of a child, with every doubt named. Reading never
 * fails and never guesses silently: what cannot be read becomes null and a warning, and the
 * row itself is kept word for word in `original`.
 */
import { placeOfAddress } from '../../country/kz/address.ts';
import { legalStatusFrom } from '../../country/kz/legalStatus.ts';
import { separationReasonsFrom } from '../../country/kz/separationReasons.ts';
import type { Day } from '../day.ts';
import { cellText, saysNothing } from './cells.ts';
import { readDate } from './dates.ts';
import type { RegisterField } from './fields.ts';
import { readDisabilityColumn, readHealth } from './health.ts';
import { readIdentity } from './identity.ts';
import { readKin } from './kin.ts';
import { mixesScripts, readName } from './names.ts';
import type { Cell, ChildDraft, KinDraft, RegisterColumn } from './types.ts';
import { type RegisterWarning, type Warn, warningSeverity } from './warnings.ts';

/** What reading a row needs to know beside its cells. */
export interface RowContext {
  readonly columns: readonly RegisterColumn[];
  readonly today: Day;
  /** The list's own date, or today: a child's age is told on it. */
  readonly asOf: Day;
  readonly date1904: boolean;
}

/** A row's cells by field. */
export interface RowCells {
  has(field: RegisterField): boolean;
  cell(field: RegisterField): Cell;
  /** Text of the cell, '' where there is no such column. */
  text(field: RegisterField): string;
}

/** Longest texts that a step takes; the whole text stays in `original`. */
const longest: Partial<Record<RegisterField, number>> = {
  fullName: 300,
  familyName: 120,
  givenName: 120,
  patronymic: 120,
  familyAddress: 500,
  reason: 20_000,
  note: 20_000,
};
/** Of any other cell: far more than a family takes, and short enough that searching it never takes long. */
const longestOther = 1_000;

export function readRow(
  row: number,
  cells: readonly Cell[],
  context: RowContext,
): { readonly draft: ChildDraft; readonly warnings: readonly RegisterWarning[] } {
  const warnings: RegisterWarning[] = [];
  const warn: Warn = (field, code, value) =>
    warnings.push({ row, field, code, severity: warningSeverity[code], value });
  const at = rowCells(cells, context, warn);
  const name = readNames(at, warn);
  const identity = readIdentity(at, name.patronymic, context, warn);
  const reasonText = textOf(at, 'reason');
  const reason = separationReasonsFrom(reasonText ?? '');
  if (at.has('reason') && reasonText === null) warn('reason', 'reason_missing', '');
  if (reason.doubt !== null) warn('reason', `reason_${reason.doubt}`, reasonText ?? '');
  const legalStatusText = textOf(at, 'legalStatus');
  const legalStatus = legalStatusFrom(legalStatusText ?? '');
  if (at.has('legalStatus') && legalStatusText === null) warn('legalStatus', 'legal_status_missing', '');
  if (legalStatusText !== null && legalStatus === null)
    warn('legalStatus', 'legal_status_unknown', legalStatusText);
  const health = readHealth(at.text('healthGroup'));
  if (health.unreadable && health.group !== null)
    warn('healthGroup', 'health_unreadable', at.text('healthGroup'));
  const familyAddress = textOf(at, 'familyAddress');
  const draft: ChildDraft = {
    row,
    ...name,
    fullName: [name.familyName, name.givenName, name.patronymic].filter((part) => part).join(' '),
    ...identity,
    admittedOn: readAdmission(at, identity.birthDate, context, warn),
    reasonText,
    reasons: reason.reasons,
    mainReason: reason.main,
    legalStatusText,
    legalStatus: legalStatus ?? 'undetermined',
    kin: readAllKin(at, warn),
    siblingNames: readSiblingNames(at.text('siblings')),
    healthGroup: health.group,
    disability: readDisabilityColumn(at.text('disability')) ?? health.disability,
    familyAddress,
    familyPlace: familyAddress === null ? null : placeOfAddress(familyAddress),
    note: textOf(at, 'note'),
    original: originalOf(cells, context),
  };
  return { draft, warnings };
}

function rowCells(cells: readonly Cell[], { columns, date1904 }: RowContext, warn: Warn): RowCells {
  const indexOf = new Map(
    columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index] as const])),
  );
  const cell = (field: RegisterField): Cell => cells[indexOf.get(field) ?? -1] ?? null;
  const texts = new Map<RegisterField, string>();
  const text = (field: RegisterField): string => {
    const known = texts.get(field);
    if (known !== undefined) return known;
    const whole = cellText(cell(field), date1904);
    const limit = longest[field] ?? longestOther;
    if (whole.length > limit) warn(field, 'text_shortened', String(whole.length));
    texts.set(field, whole.slice(0, limit).trim());
    return texts.get(field) ?? '';
  };
  return { has: (field) => indexOf.has(field), cell, text };
}

function textOf(at: RowCells, field: RegisterField): string | null {
  const text = at.text(field);
  return saysNothing(text) ? null : text;
}

function readNames(at: RowCells, warn: Warn): Pick<ChildDraft, 'familyName' | 'givenName' | 'patronymic'> {
  const apart = at.has('givenName') && !at.has('fullName');
  const field: RegisterField = at.has('fullName')
    ? 'fullName'
    : at.has('givenName')
      ? 'givenName'
      : 'familyName';
  const parts = [textOf(at, 'familyName'), textOf(at, 'givenName'), textOf(at, 'patronymic')];
  const written = apart ? parts.filter((part) => part !== null).join(' ') : (textOf(at, field) ?? '');
  if (mixesScripts(written)) warn(field, 'name_mixed_script', written);
  const name = readName(written);
  if (name === null) {
    warn(field, written === '' ? 'name_missing' : 'name_unreadable', written);
    return { familyName: '', givenName: '', patronymic: null };
  }
  if (name.remark !== null) warn(field, 'name_remark', name.remark);
  if (apart && parts[0] && parts[1] && !name.remark) {
    return { familyName: parts[0], givenName: parts[1], patronymic: parts[2] ?? null };
  }
  if (name.incomplete) warn(field, 'name_incomplete', written);
  const short = (text: string) => text.slice(0, 120).trim();
  if ([name.familyName, name.givenName, name.patronymic ?? ''].some((part) => part.length > 120)) {
    warn(field, 'text_shortened', String(written.length));
  }
  return {
    familyName: short(name.familyName),
    givenName: short(name.givenName),
    patronymic: name.patronymic === null ? null : short(name.patronymic),
  };
}

function readAdmission(at: RowCells, birthDate: Day | null, context: RowContext, warn: Warn): Day | null {
  const text = at.text('admittedOn');
  const cell = at.cell('admittedOn');
  if (saysNothing(text)) {
    warn('admittedOn', 'admitted_missing', text);
    return null;
  }
  const reading = readDate(cell, text, context.today, context.date1904);
  if (reading.kind === 'year') warn('admittedOn', 'admitted_year_only', text);
  if (reading.kind === 'unreadable') warn('admittedOn', 'admitted_unreadable', text);
  if (reading.kind !== 'day') return null;
  if (reading.twoDigitYear) warn('admittedOn', 'year_two_digits', text);
  if (reading.day > context.today) {
    warn('admittedOn', 'admitted_in_future', text);
    return null;
  }
  if (birthDate !== null && reading.day < birthDate) warn('admittedOn', 'admitted_before_birth', text);
  return reading.day;
}

function readAllKin(at: RowCells, warn: Warn): KinDraft[] {
  return [
    ...readKin(at.text('mother'), 'mother', 'mother', warn),
    ...readKin(at.text('father'), 'father', 'father', warn),
    ...readKin(at.text('parents'), 'parents', null, warn),
    ...readKin(at.text('relatives'), 'relatives', null, warn),
  ];
}

/** "Данияр, Жансая" → two names; remarks in brackets and years are left to `original`. */
function readSiblingNames(text: string): string[] {
  if (saysNothing(text)) return [];
  return text
    .replace(/\([^()]*\)/g, '')
    .split(/[,;\n]|\s(?:и|және|and)\s/)
    .map((name) => name.replace(/\d.*$/, '').trim().slice(0, 300))
    .filter((name) => /^\p{Lu}/u.test(name) && !saysNothing(name));
}

/** The row word for word: heading → text. Columns without a heading, or with the same, keep apart. */
function originalOf(cells: readonly Cell[], { columns, date1904 }: RowContext): Record<string, string> {
  const original = new Map<string, string>();
  for (const { index, heading, field } of columns) {
    const cell = cells[index] ?? null;
    const isDay =
      (field === 'birthDate' || field === 'admittedOn') && typeof cell === 'number' && cell > 2199;
    const text = isDay ? cellText({ serial: cell }, date1904) : cellText(cell, date1904);
    if (text === '') continue;
    // a heading of this name would not be kept as a key
    const name = heading === '' || heading === '__proto__' ? columnLetters(index) : heading;
    original.set(original.has(name) ? `${name} (${columnLetters(index)})` : name, text);
  }
  return Object.fromEntries(original);
}

/** A, B … Z, AA, as the spreadsheet names its columns. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
