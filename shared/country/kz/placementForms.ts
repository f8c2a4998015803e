/**
 * Where a child may go from an institution, and what each place counts as. The category is
 * what figures are made of: only a birth parent or kin is home; a family of other people
 * is a family outcome shown apart; everything else is never a family outcome.
 * Labels: i18n `country.placementForms`.
 */

export const placementFormCodes = [
  'birth_family',
  'kin_care',
  'kin_guardianship',
  'guardianship',
  'adoption',
  'patronage',
  'foster_family',
  'professional_foster_family',
  'family_type_home',
  'guest_family',
  'mentoring',
  'transfer',
  'aged_out',
] as const;
export type PlacementForm = (typeof placementFormCodes)[number];

export type PlacementCategory = 'home_birth' | 'home_kin' | 'alternative_family' | 'not_family';

/**
 * House rule, after the law's forms of placement. A children's village of the family type
 * is an institution in law; a guest family is for weekends and a mentor is a link: none
 * of the three ends a stay in care.
 */
const categories: Readonly<Record<PlacementForm, PlacementCategory>> = {
  birth_family: 'home_birth',
  kin_care: 'home_kin',
  kin_guardianship: 'home_kin',
  guardianship: 'alternative_family',
  adoption: 'alternative_family',
  patronage: 'alternative_family',
  foster_family: 'alternative_family',
  professional_foster_family: 'alternative_family',
  family_type_home: 'not_family',
  guest_family: 'not_family',
  mentoring: 'not_family',
  transfer: 'not_family',
  aged_out: 'not_family',
};

export function categoryOf(form: PlacementForm): PlacementCategory {
  return categories[form];
}

/** Home: a birth parent or kin, with or without guardianship. */
export function isHome(form: PlacementForm): boolean {
  return categoryOf(form) === 'home_birth' || categoryOf(form) === 'home_kin';
}

export function isAlternativeFamily(form: PlacementForm): boolean {
  return categoryOf(form) === 'alternative_family';
}
