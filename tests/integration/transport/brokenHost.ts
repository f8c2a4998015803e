/** A host that cannot start. */
process.exit(3);
