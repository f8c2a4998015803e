/**
 * What the program that runs the host can do. The database addon needs Node-API 10, which came with
 * Node 22: an older runtime does not refuse it, it crashes. So the host asks here before it loads the addon.
 */

const oldestNodeForDatabase = 22;

/** Whether the encrypted database can be opened by this runtime. Pure; pass `process.versions`. */
export function runtimeSupportsDatabase(versions: { readonly node: string } = process.versions): boolean {
  const major = Number.parseInt(versions.node, 10);
  return major >= oldestNodeForDatabase;
}
