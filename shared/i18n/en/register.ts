/** What reading a register found: its fields and doubts in English. */
import type { RegisterTexts } from '../ru/register.ts';

export const register = {
  fields: {
    number: 'No.',
    fullName: 'Child’s full name',
    familyName: 'Family name',
    givenName: 'Given name',
    patronymic: 'Patronymic',
    birthDate: 'Birth date',
    sex: 'Sex',
    iin: 'IIN',
    admittedOn: 'Date of admission',
    reason: 'Reason for placement',
    legalStatus: 'Legal status',
    mother: 'Mother',
    father: 'Father',
    parents: 'Parents',
    relatives: 'Other kin',
    siblings: 'Brothers and sisters',
    healthGroup: 'Health group',
    disability: 'Disability',
    familyAddress: 'Where the family lives',
    note: 'Note',
  },
  severities: { info: 'For information', doubt: 'To check', error: 'Row will not be imported' },
  warnings: {
    name_missing: 'There is no name. Write it into the file and open the file again.',
    name_unreadable: 'The name’s cell holds no name. Correct it in the file or choose another column.',
    name_incomplete:
      'The name is incomplete. Compare it with the birth certificate and complete it in the case.',
    name_mixed_script: 'The name mixes Cyrillic and Latin letters. Type it again, or it will not be found.',
    name_remark: 'There was a remark beside the name. It is kept with the list’s row; check the name.',
    iin_missing: 'There is no IIN. The child can be imported without it; add it when you know it.',
    iin_leading_zero_restored:
      'The table lost the zero at the beginning of the IIN; it was put back. Compare with a document.',
    iin_check_digit:
      'The check digit of the IIN is wrong. It is imported as unverified; compare with a document.',
    iin_mismatch: 'The IIN does not match the birth date or sex. Compare with a document: it can be right.',
    iin_malformed:
      'This is no IIN: it needs 12 digits. The child is imported without it; compare with a document.',
    iin_shared: 'Another child has the same IIN. Compare both numbers with the documents.',
    birth_date_missing: 'There is no birth date. Find it in the documents and add it in the case.',
    birth_year_only: 'Only the year of birth is known. Find out the day and add it in the case.',
    birth_date_unreadable:
      'The birth date cannot be read. Write it as 31.12.2019 in the file or add it in the case.',
    birth_date_future: 'The birth date is still to come. Correct it in the file or add it in the case.',
    birth_date_from_iin: 'The birth date was taken from the IIN. Compare it with the birth certificate.',
    year_two_digits: 'The year has two digits. Check that the century is right.',
    age_over_18: 'By the birth date, the child is 18 or older. Check the year.',
    sex_missing: 'The sex is not given. Add it in the case.',
    sex_unreadable: 'The sex cannot be read. Check it in the case.',
    sex_from_iin: 'The sex was taken from the IIN. Check it.',
    sex_from_name: 'The sex was taken from the patronymic. Check it.',
    admitted_missing: 'There is no date of admission. Find the order and add it in the case.',
    admitted_year_only: 'Only the year of admission is known. Find the order and add the day in the case.',
    admitted_unreadable:
      'The date of admission cannot be read. Write it as 31.12.2024 in the file or add it in the case.',
    admitted_in_future:
      'The date of admission is still to come. Correct it in the file or add it in the case.',
    admitted_before_birth: 'Admission is before birth. Check both dates.',
    legal_status_missing:
      'The legal status is not given. Settle it in the case: the decision needed depends on it.',
    legal_status_unknown:
      'The legal status cannot be read. Choose it in the case; the list’s words are kept.',
    reason_missing: 'The reason for placement is not given. Find it out and add it in the case.',
    reason_general:
      'Only a difficult situation or an application is named. Find out what happened and say so in the case.',
    reason_unknown:
      'There is no code for this reason; “Other” was chosen. Check it in the case; the list’s words are kept.',
    phone_unreadable:
      'The telephone number is incomplete. Find out the code or the whole number and correct it in the case.',
    kin_without_name:
      'A relative has no name here, only a remark. Find out the name and add the person in the case.',
    health_unreadable: 'The health group cannot be read. The list’s words are kept; check it in the case.',
    siblings_implausible:
      'The same mother with the same telephone stands at too many children. They were not linked as siblings; check the column and link brothers and sisters in their cases.',
    sibling_not_in_register:
      'A named brother or sister is not in this list. Find out where the child is and note it in the case.',
    siblings_disagree:
      'No brothers or sisters are named, but another child has the same mother. Check the kinship.',
    text_shortened: 'The text is too long and was shortened. All of it is kept with the list’s row.',
    too_large:
      'The row holds more text than a case can take. The child was not imported: shorten the row in the file and open it again.',
  },
  duplicateReasons: {
    iin: 'the same IIN',
    name_and_birth: 'the same name and birth date',
    name_and_admission: 'the same name and date of admission',
    name_only: 'the same name, and nothing else is known',
  },
  skipped: {
    column_numbers: 'column numbers',
    header_again: 'headings again',
    total: 'total',
    signature: 'signature',
    no_child: 'no child in this row',
  },
} satisfies RegisterTexts;
