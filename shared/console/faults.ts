/**
 * Why the console refused what was asked of it: values with a code, each with a text in three
 * languages (i18n `console.faults`) that says what to do next. Nothing was changed.
 */
export const consoleFaults = [
  // signing in; the same answer for a login that is not there and for a wrong password
  'sign_in_wrong',
  'throttled',
  'code_needed',
  'code_wrong',
  'no_console_role',
  'busy_signing_in',
  // the own account
  'password_change_needed',
  'password_wrong',
  'password_weak',
  'totp_not_started',
  'totp_already_on',
  // the administrator's operations (server/admin)
  'institution_exists',
  'institution_unknown',
  'institution_needed',
  'login_unknown',
  'login_taken',
  'login_malformed',
  'role_not_held',
  'last_administrator',
  'console_role_needed',
  'code_unknown',
  'case_unknown',
  'case_not_opened',
  'role_sees_no_case',
  'grant_unknown',
  'grant_same_person',
  'day_passed',
  'device_unknown',
  'reading_days',
  'not_in_quarantine',
  'id_taken',
  'busy',
  // figures
  'period_backwards',
] as const;
export type ConsoleFault = (typeof consoleFaults)[number];
