/** The package exports no types of its own; it is better-sqlite3 with a key. */
declare module 'better-sqlite3-multiple-ciphers' {
  import type Plain from 'better-sqlite3';

  export interface Connection extends Plain.Database {
    /** Gives the key; before the first read. */
    key(key: Buffer): number;
  }

  const Database: new (pathOrCopy: string | Buffer, options?: Plain.Options) => Connection;
  // biome-ignore lint/style/noDefaultExport: this is the package's own shape
  export default Database;
}
