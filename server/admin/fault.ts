/** Why an administrator's operation was refused. */
import type { BundleFault } from '#shared/sync/bundle/envelope.ts';

export type AdminFault =
  | 'institution_exists'
  | 'institution_unknown'
  | 'institution_needed'
  | 'login_unknown'
  | 'login_taken'
  | 'login_malformed'
  | 'role_not_held'
  | 'last_administrator'
  | 'password_weak'
  | 'code_unknown'
  | 'case_unknown'
  | 'case_not_opened'
  | 'role_sees_no_case'
  | 'grant_unknown'
  | 'grant_same_person'
  | 'day_passed'
  | 'device_unknown'
  | 'reading_days'
  | 'not_in_quarantine'
  | 'id_taken'
  | 'busy';

/** What an administrator asked for cannot be done; the code says why, and nothing was changed. */
export class AdminRefused extends Error {
  readonly code: AdminFault;
  constructor(code: AdminFault) {
    super(code);
    this.code = code;
  }
}

/** A file that is not taken in; the code says why, and nothing was changed. */
export class BundleRefused extends Error {
  readonly code: BundleFault;
  constructor(code: BundleFault) {
    super(code);
    this.code = code;
  }
}
