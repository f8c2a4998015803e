/**
 * The one place that knows where the worker's code lies: beside this module in the source,
 * and beside the bundled host in the packaged app, where it is a bundle of its own.
 */

/** Name of the worker's bundle, in the folder of the host's bundle. */
export const bundledWorkerName = 'register-worker.js';

export function workerFile(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? './worker.ts' : `./${bundledWorkerName}`, import.meta.url);
}
