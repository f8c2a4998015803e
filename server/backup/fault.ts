/** Why a copy of the server could not be made or brought back: a code, for which the command has the words. */
export type BackupFaultCode =
  | 'no_server'
  | 'not_a_backup'
  | 'passphrase_wrong'
  | 'backup_damaged'
  | 'backup_newer'
  | 'database_not_empty'
  | 'database_in_use';

export class BackupFault extends Error {
  readonly code: BackupFaultCode;

  constructor(code: BackupFaultCode) {
    super(code);
    this.code = code;
  }
}
