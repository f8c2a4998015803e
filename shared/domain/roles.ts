/** Roles that a person holds per institution; several a person. Labels: i18n `roles`. */
export const roles = [
  'caseworker',
  'supervisor',
  'director',
  'regional_officer',
  'analyst',
  'administrator',
] as const;
export type Role = (typeof roles)[number];
