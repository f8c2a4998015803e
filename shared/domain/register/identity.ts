/**
 * Birth date, sex and ИИН of one row, which speak about each other: what the list says comes
 * first, a valid ИИН fills what the list leaves open (marked), and where they disagree both
 * stay and a person looks.
 */
import { iinMismatches, readIin, type Sex } from '../../country/kz/iin.ts';
import { ageOn, type Day, yearOf } from '../day.ts';
import { saysNothing } from './cells.ts';
import { readDate } from './dates.ts';
import type { RowCells, RowContext } from './draft.ts';
import { readIinCell } from './iinCell.ts';
import { sexOfPatronymic } from './names.ts';
import { readSex } from './sex.ts';
import type { ChildDraft } from './types.ts';
import type { Warn } from './warnings.ts';

type Identity = Pick<ChildDraft, 'sex' | 'birthDate' | 'birthYear' | 'iin' | 'iinStatus'>;

export function readIdentity(
  at: RowCells,
  patronymic: string | null,
  context: RowContext,
  warn: Warn,
): Identity {
  const { iin, iinStatus } = readNumber(at, warn);
  const written = readBirth(at, context, warn);
  const writtenSex = readWrittenSex(at, warn);
  const reading = iin === null ? null : readIin(iin);
  if (reading !== null) {
    for (const mismatch of iinMismatches(reading, { ...written, sex: writtenSex }))
      warn('iin', 'iin_mismatch', mismatch);
  }
  const trusted = iinStatus === 'valid' ? reading : null;
  const birth = fillBirth(written, trusted?.birthDate ?? null, at, context, warn);
  return { ...birth, sex: writtenSex ?? fillSex(trusted?.sex ?? null, patronymic, at, warn), iin, iinStatus };
}

function readNumber(at: RowCells, warn: Warn): Pick<Identity, 'iin' | 'iinStatus'> {
  const text = at.text('iin');
  const reading = readIinCell(at.cell('iin'), text);
  if (reading.kind !== 'iin') {
    warn('iin', `iin_${reading.kind}`, text);
    return { iin: null, iinStatus: 'missing' };
  }
  if (reading.zerosRestored) warn('iin', 'iin_leading_zero_restored', reading.iin);
  if (!reading.valid) warn('iin', 'iin_check_digit', reading.iin);
  return { iin: reading.iin, iinStatus: reading.valid ? 'valid' : 'unverified' };
}

type Birth = Pick<Identity, 'birthDate' | 'birthYear'>;
const unknownBirth: Birth = { birthDate: null, birthYear: null };

function readBirth(at: RowCells, { today, date1904 }: RowContext, warn: Warn): Birth {
  const text = at.text('birthDate');
  if (saysNothing(text)) return unknownBirth;
  const reading = readDate(at.cell('birthDate'), text, today, date1904);
  if (reading.kind === 'year' && reading.year <= yearOf(today) && reading.year >= 1900) {
    return { birthDate: null, birthYear: reading.year };
  }
  if (reading.kind === 'day' && reading.day <= today && reading.day >= '1900-01-01') {
    if (reading.twoDigitYear) warn('birthDate', 'year_two_digits', text);
    return { birthDate: reading.day, birthYear: null };
  }
  const future =
    (reading.kind === 'day' && reading.day > today) ||
    (reading.kind === 'year' && reading.year > yearOf(today));
  warn('birthDate', future ? 'birth_date_future' : 'birth_date_unreadable', text);
  return unknownBirth;
}

/** Fills an open birth date from a valid number, unless the list's year says otherwise. */
function fillBirth(written: Birth, ofIin: Day | null, at: RowCells, context: RowContext, warn: Warn): Birth {
  const text = at.text('birthDate');
  const fits = written.birthYear === null || (ofIin !== null && yearOf(ofIin) === written.birthYear);
  let birth = written;
  if (written.birthDate === null && ofIin !== null && ofIin <= context.today && fits) {
    birth = { birthDate: ofIin, birthYear: null };
    warn('birthDate', 'birth_date_from_iin', ofIin);
  } else if (written.birthYear !== null) {
    warn('birthDate', 'birth_year_only', text);
  } else if (written.birthDate === null && saysNothing(text)) {
    warn('birthDate', 'birth_date_missing', text);
  }
  if (birth.birthDate !== null && ageOn(birth.birthDate, context.asOf) >= 18)
    warn('birthDate', 'age_over_18', text);
  return birth;
}

function readWrittenSex(at: RowCells, warn: Warn): Sex | null {
  const text = at.text('sex');
  if (saysNothing(text)) return null;
  const sex = readSex(text);
  if (sex === null) warn('sex', 'sex_unreadable', text);
  return sex;
}

function fillSex(ofIin: Sex | null, patronymic: string | null, at: RowCells, warn: Warn): Sex | null {
  if (ofIin !== null) {
    warn('sex', 'sex_from_iin', ofIin);
    return ofIin;
  }
  const ofName = patronymic === null ? null : sexOfPatronymic(patronymic);
  if (ofName !== null) warn('sex', 'sex_from_name', ofName);
  else if (saysNothing(at.text('sex'))) warn('sex', 'sex_missing', '');
  return ofName;
}
