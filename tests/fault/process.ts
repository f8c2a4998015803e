/** Starts the recorder, listens to what it acknowledges, and ends it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const passphrase = 'трава у дома зелёная';
const running = new Set<Recorder>();
const recorder = fileURLToPath(new URL('recorder.ts', import.meta.url));

/** A recorder at work; `lines` are what it has said, in order. */
export class Recorder {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #reading: AsyncIterator<string>;
  #said = '';

  /** @param before a command that runs the recorder, e.g. strace with its options */
  constructor(args: readonly string[], before: readonly string[] = []) {
    const command = [...before, process.execPath, '--disable-warning=ExperimentalWarning', recorder, ...args];
    const [file = process.execPath, ...rest] = command;
    this.#child = spawn(file, rest, {
      env: { ...process.env, UIGE_PASSPHRASE: passphrase },
      // a group of its own, so that strace and what it traces end together
      detached: true,
    });
    running.add(this);
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.#said += data.toString('utf8');
    });
    const output = this.#child.stdout;
    if (output === null) throw new Error('a recorder has an output');
    this.#reading = createInterface({ input: output })[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The next line; null when the process has ended. */
  async next(): Promise<string | null> {
    const read = await this.#reading.next();
    if (read.done === true) return null;
    this.lines.push(read.value);
    return read.value;
  }

  /** Reads on to a line that begins so. Throws, with what it said on stderr, when the process ends before. */
  async until(beginning: string): Promise<string> {
    for (;;) {
      const line = await this.next();
      if (line === null)
        throw new Error(`ended before "${beginning}": ${this.lines.join('; ')} ${this.#said}`);
      if (line.startsWith(beginning)) return line;
    }
  }

  /** Reads everything that is said until the process ends. */
  async toTheEnd(): Promise<void> {
    while ((await this.next()) !== null);
    await this.#ended();
    running.delete(this);
  }

  /** Tells a recorder that failed to try again. */
  again(): void {
    this.#child.stdin?.write('again\n');
  }

  /** Kills it where it stands; what it had said before is still read. */
  async kill(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) process.kill(-this.pid, 'SIGKILL');
    await this.toTheEnd();
  }

  /** Ids of the steps it acknowledged. */
  get acknowledged(): string[] {
    return this.lines
      .filter((line) => line.startsWith('recorded '))
      .flatMap((line) => line.split(' ').slice(1));
  }

  async #ended(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}

/** After a test, whatever became of it: no recorder outlives it. */
export async function endRecorders(): Promise<void> {
  for (const one of running) await one.kill();
}

/** strace traces and kills at a chosen system call; without it nothing here is proven, so nothing is skipped. */
export function straceOrFail(): void {
  if (spawnSync('strace', ['-V']).status === 0) return;
  throw new Error(
    'strace is needed to see what reaches the disk, and it is not installed: apt-get install strace (Linux only)',
  );
}
