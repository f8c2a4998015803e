/** The worker's entry: reads one file and answers once. It lives for that file alone. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { readBytes } from './readBytes.ts';

const { bytes, fileName } = z
  .object({ bytes: z.instanceof(Uint8Array), fileName: z.string() })
  .parse(workerData);
parentPort?.postMessage(readBytes(bytes, fileName));
