/** Whether the database was away for a moment: restarted, out of space or connections. What was asked is asked again later. */

/** insufficient_resources (disk_full, too_many_connections), operator_intervention, connection_exception */
const classes: readonly string[] = ['53', '57', '08'];
const ofSystem: readonly string[] = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'];
/** What the driver throws has no code where the connection ended under a statement. */
const ofDriver =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

export function databaseIsAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^[0-9A-Z]{5}$/.test(code) && classes.includes(code.slice(0, 2))) return true;
  return ofSystem.includes(code) || ofDriver.test(error.message);
}
