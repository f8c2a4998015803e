/**
 * The vocabulary of a register on its way in: the grid of cells that a file holds, and the
 * preview a person looks at before anything is written. All of it is plain data, so that it
 * can cross from a worker and to the window. Row numbers are the sheet's own, from 1.
 */
import type { Sex } from '../../country/kz/iin.ts';
import type { LegalStatus } from '../../country/kz/legalStatus.ts';
import type { SeparationReason } from '../../country/kz/separationReasons.ts';
import type { Day } from '../day.ts';
import type { Relation } from '../steps/kin.ts';
import type { RegisterField } from './fields.ts';
import type { RegisterWarning } from './warnings.ts';

/** A number that its sheet shows as a date: days since the book's first day. */
export interface DateCell {
  readonly serial: number;
}

/** A cell as the file holds it, not as it shows it: a number stays a number. */
export type Cell = string | number | boolean | DateCell | null;

export interface RegisterGrid {
  readonly name: string;
  /** `rows[0]` is the sheet's row 1, empty rows included; of a sheet that is too long only its beginning. */
  readonly rows: readonly (readonly Cell[])[];
  /** Rows with anything in them in the file, also those not kept in `rows`. */
  readonly filledRows: number;
}

export interface RegisterBook {
  readonly sheets: readonly RegisterGrid[];
  /** True where serial 0 is 01.01.1904 (old spreadsheets of the Macintosh). */
  readonly date1904: boolean;
}

/** Column index (from 0) → field, or null for "none". Columns not named keep what was recognised. */
export type ColumnMapping = Readonly<Record<number, RegisterField | null>>;

export interface RegisterColumn {
  readonly index: number;
  readonly heading: string;
  readonly field: RegisterField | null;
}

/** Somebody of the child's family, as the list names them. */
export interface KinDraft {
  readonly relation: Relation;
  readonly name: string;
  /** "+7…" in international form, or null. */
  readonly phone: string | null;
  /** The address as written. */
  readonly address: string | null;
  /** Settlement or city district, where the address tells one. */
  readonly place: string | null;
  readonly note: string | null;
}

export interface ChildDraft {
  readonly row: number;
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  /** The three names in the order of documents. */
  readonly fullName: string;
  readonly sex: Sex | null;
  readonly birthDate: Day | null;
  /** Only where the exact date is not known. */
  readonly birthYear: number | null;
  /** Twelve digits; also a number with a wrong check digit, then `unverified`. */
  readonly iin: string | null;
  readonly iinStatus: 'valid' | 'unverified' | 'missing';
  readonly admittedOn: Day | null;
  /** The words of the list, verbatim. */
  readonly reasonText: string | null;
  readonly reasons: readonly SeparationReason[];
  readonly mainReason: SeparationReason | null;
  readonly legalStatusText: string | null;
  readonly legalStatus: LegalStatus;
  readonly kin: readonly KinDraft[];
  /** Given names in the list's column of brothers and sisters. */
  readonly siblingNames: readonly string[];
  readonly healthGroup: string | null;
  /** Null where the list does not say. */
  readonly disability: boolean | null;
  readonly familyAddress: string | null;
  /** Settlement or city district of the family's address. */
  readonly familyPlace: string | null;
  readonly note: string | null;
  /** The whole row as it stood, heading → text: nothing of the list is lost. */
  readonly original: Readonly<Record<string, string>>;
}

export interface RegisterRow {
  readonly row: number;
  /** False where an error stands against the row; the draft then shows what could be read. */
  readonly importable: boolean;
  readonly draft: ChildDraft;
}

/** A row that is probably a child already listed above, or already in the database. */
export interface Duplicate {
  readonly row: number;
  /** The earlier row of this list. */
  readonly of: number | null;
  /** The id of the existing child. */
  readonly existing: string | null;
  readonly why: 'iin' | 'name_and_birth' | 'name_and_admission' | 'name_only';
}

export interface SiblingGroup {
  readonly rows: readonly number[];
  /** Brothers and sisters that the list names and that have no row of their own. */
  readonly namesOnly: readonly string[];
}

/** A row between or below the children that is no child: totals, signatures, headings of groups. */
export interface SkippedRow {
  readonly row: number;
  readonly text: string;
  readonly why: 'column_numbers' | 'header_again' | 'total' | 'signature' | 'no_child';
}

export interface RegisterPreview {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly headerRow: number;
  readonly columns: readonly RegisterColumn[];
  /** The day the list itself names, e.g. "по состоянию на 01.11.2025". */
  readonly registerDate: Day | null;
  readonly institutionName: string | null;
  /** The number of children in the list's own total, where it has one. */
  readonly declaredTotal: number | null;
  readonly rows: readonly RegisterRow[];
  readonly skipped: readonly SkippedRow[];
  readonly duplicates: readonly Duplicate[];
  /** What is doubtful, of severity `info` or `doubt`. */
  readonly warnings: readonly RegisterWarning[];
  /** What keeps a row from being imported. */
  readonly errors: readonly RegisterWarning[];
  readonly siblingGroups: readonly SiblingGroup[];
}

/** What of a child is compared to find it again. */
export interface ComparableChild {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly birthDate: Day | null;
  readonly birthYear: number | null;
  readonly iin: string | null;
  readonly iinStatus: 'valid' | 'unverified' | 'missing';
  readonly admittedOn: Day | null;
}

/** A child that is in the database. */
export interface ExistingChild extends ComparableChild {
  readonly id: string;
  /** As first imported, where it was corrected since: the same list read again must still find it. */
  readonly asImported?: ComparableChild;
}

export interface PreviewOptions {
  readonly sheet?: string;
  /** The sheet's row number of the headings, where recognition went wrong. */
  readonly headerRow?: number;
  readonly mapping?: ColumnMapping;
}
