/**
 * Passwords of the console as argon2id hashes. 64 MiB and two passes: 0.24 s on a small virtual
 * machine, above what OWASP asks (19 MiB, two passes), and at most one at a time, in a thread of
 * its own, so that guessing at the door neither stops the server nor takes its memory.
 */
import { randomBytes } from 'node:crypto';
import { Worker } from 'node:worker_threads';

const parameters = { memorySize: 64 * 1024, iterations: 2, parallelism: 1 } as const;

/** Checked for a login that is not there, so that it takes as long; no password has it. */
export const nobodysHash =
  '$argon2id$v=19$m=65536,t=2,p=1$bm9ib2R5IG5vYm9keSE$Ky0Gk0u2cXH1Yw3dQJ3hL0mJb1yU5rXo2fJ7kTq9sWc';

type Hashing = { readonly salt: Uint8Array } & typeof parameters;
type Checking = { readonly hash: string };
export type Order = { readonly id: number; readonly password: string } & (Hashing | Checking);
export type Answer =
  | { readonly id: number; readonly matches: boolean }
  | { readonly id: number; readonly hash: string }
  | { readonly id: number; readonly failed: true };

/** Too many at once: whoever asks may try again in a moment. */
export class PasswordsBusy extends Error {}

/** More than these waiting are turned away: 24 take about six seconds. */
const mostWaiting = 24;

export class Passwords {
  #worker: Worker | null = null;
  #count = 0;
  readonly #waiting = new Map<number, (answer: Answer | null) => void>();

  async hash(password: string): Promise<string> {
    const answer = await this.#ask({ password: composed(password), salt: randomBytes(16), ...parameters });
    if (!('hash' in answer)) throw new Error('the password was not hashed');
    return answer.hash;
  }

  async matches(password: string, hash: string): Promise<boolean> {
    const answer = await this.#ask({ password: composed(password), hash });
    return 'matches' in answer && answer.matches;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #ask(order: { readonly password: string } & (Hashing | Checking)): Promise<Answer> {
    if (this.#waiting.size >= mostWaiting) throw new PasswordsBusy('too many passwords at once');
    this.#worker ??= this.#start();
    this.#count += 1;
    const id = this.#count;
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    this.#waiting.set(id, resolve);
    this.#worker.postMessage({ id, ...order } satisfies Order);
    const answer = await promise;
    if (answer === null) throw new Error('the thread for passwords ended');
    return answer;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./argonWorker.ts', import.meta.url));
    // a waiting answer keeps the server alive by its request, the thread does not
    worker.unref();
    worker.on('message', (answer: Answer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
    worker.on('exit', () => {
      this.#worker = null;
      for (const resolve of this.#waiting.values()) resolve(null);
      this.#waiting.clear();
    });
    worker.on('error', () => undefined);
    return worker;
  }
}

/** The same password from any keyboard: composed and compatible forms are one. */
function composed(password: string): string {
  return password.normalize('NFKC');
}
