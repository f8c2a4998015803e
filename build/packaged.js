/**
 * The packages that the host needs as they are, beside its bundle. Read by the bundler and by the
 * packaging, so that what the one leaves out the other takes along.
 */

/** They carry a native binary or files that they read at run time. */
export const unbundledPackages = ['better-sqlite3-multiple-ciphers'];
