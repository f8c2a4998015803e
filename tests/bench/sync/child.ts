/** A program of the bench in a process of its own: it is asked line by line, and answers each with one line of JSON. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export class Child {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(program: string, args: readonly string[] = []) {
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const output = this.#child.stdout;
    if (output === null) throw new Error('a child has an output');
    this.#answers = createInterface({ input: output })[Symbol.asyncIterator]();
  }

  /** The next answer. */
  async answer(): Promise<unknown> {
    const read = await this.#answers.next();
    if (read.done === true)
      throw new Error('a process of the bench ended before its answer; it says why above');
    return JSON.parse(read.value);
  }

  ask(order: unknown): Promise<unknown> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    return this.answer();
  }

  /** Closes its input, at which it ends. */
  async end(): Promise<void> {
    this.#child.stdin?.end();
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}
