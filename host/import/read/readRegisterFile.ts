/**
 * Reads the file of a register in a thread of its own, with a limit of memory and of time,
 * so that a broken or malicious file never stops the host: it gets an answer and the app
 * goes on. Nothing of the file is kept or logged.
 */
import { Worker } from 'node:worker_threads';
import { readLimits, sizeDetails } from './limits.ts';
import { type ReadResult, refused } from './result.ts';
import { workerFile } from './workerFile.ts';

export interface ReadOptions {
  /** After how many milliseconds to give up. */
  readonly milliseconds?: number;
  /** Memory of the reading thread. */
  readonly megabytes?: number;
}

/** The cells of a file, or why not. `bytes` stay the caller's. */
export function readRegisterFile(
  bytes: Uint8Array,
  fileName: string,
  options: ReadOptions = {},
): Promise<ReadResult> {
  if (bytes.byteLength === 0) return Promise.resolve(refused('file_empty'));
  if (bytes.byteLength > readLimits.fileBytes) {
    return Promise.resolve(refused('file_too_large', sizeDetails(bytes.byteLength)));
  }
  const milliseconds = options.milliseconds ?? readLimits.milliseconds;
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: { bytes, fileName },
      resourceLimits: { maxOldGenerationSizeMb: options.megabytes ?? readLimits.workerMegabytes },
      env: {},
      execArgv: [],
    });
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
      void worker.terminate();
    };
    const answer = (result: ReadResult) => settle(() => resolve(result));
    // readBytes never throws: anything but a lack of memory is a fault of ours and not the file's
    const fail = (error: unknown) => settle(() => reject(error));
    const timer = setTimeout(
      () => answer(refused('file_timeout', { seconds: Math.ceil(milliseconds / 1_000) })),
      milliseconds,
    );
    worker.once('message', (result: ReadResult) => answer(result));
    worker.once('error', (error) => (outOfMemory(error) ? answer(refused('file_too_large')) : fail(error)));
    worker.once('exit', () => fail(new Error('the reading thread ended without an answer')));
  });
}

function outOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
