/**
 * The `uige` command as a script calls it, in a profile's folder of its own. `call` runs it in this process,
 * which saves a second each time; `spawned` starts the real one, as people do.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { runCommand } from '#cli/runCommand.ts';
import { quick } from './hardness.ts';

export const passphrase = 'три синих слона';
export const register = 'tests/fixtures/registers/dom-nadezhdy.xlsx';
export const home = 'Дом надежды';

export interface Answer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly stdin?: string;
  readonly passphrase?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const failure = z.looseObject({ code: z.string(), message: z.string().min(1) });

export class Uige {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'uige-cli-'));

  async call(args: readonly string[], options: CallOptions = {}): Promise<Answer> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const written = [text(stdout), text(stderr)] as const;
    const stdin = Readable.from([options.stdin ?? '']);
    const status = await runCommand(args, {
      env: this.#env(options),
      stdin,
      stdout,
      stderr,
      now: () => new Date(),
      hardness: quick,
    });
    stdout.end();
    stderr.end();
    return { status, stdout: await written[0], stderr: await written[1] };
  }

  /** The real process, running. */
  started(args: readonly string[], options: CallOptions & { readonly stdout?: number } = {}): ChildProcess {
    return spawn(process.execPath, ['cli/main.ts', ...args], {
      env: this.#env(options),
      stdio: ['pipe', options.stdout ?? 'pipe', 'pipe'],
    });
  }

  /** `unread`: nobody reads its output; `stdout`: a file that takes it. */
  async spawned(
    args: readonly string[],
    options: CallOptions & { readonly unread?: boolean; readonly stdout?: number } = {},
  ): Promise<Answer> {
    const child = this.started(args, options);
    if (options.unread === true) child.stdout?.destroy();
    const read = (stream: Readable | null) => (stream === null || stream.destroyed ? '' : text(stream));
    const written = [read(child.stdout), read(child.stderr)] as const;
    child.stdin?.end(options.stdin ?? '');
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { status, stdout: await written[0], stderr: await written[1] };
  }

  /** Runs a command that must succeed, and reads its one JSON document. */
  async json<Shape extends z.ZodType>(
    shape: Shape,
    args: readonly string[],
    stdin = '',
  ): Promise<z.infer<Shape>> {
    const { status, stdout, stderr } = await this.call([...args, '--json'], { stdin });
    if (status !== 0) throw new Error(`uige ${args.join(' ')}: ${status}\n${stdout}\n${stderr}`);
    return shape.parse(JSON.parse(stdout));
  }

  /** Runs a command that must be refused; answers its status and the error of its one JSON document. */
  async refused(args: readonly string[], options: CallOptions = {}) {
    const { status, stdout, stderr } = await this.call([...args, '--json'], options);
    const { error } = z.object({ error: failure }).parse(JSON.parse(stdout));
    return { status, error, stderr };
  }

  init(): Promise<unknown> {
    return this.json(z.unknown(), [
      'init',
      '--name',
      'Айгүл С.',
      '--role',
      'caseworker',
      '--institution',
      home,
    ]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #env(options: CallOptions): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      UIGE_HOME: path.join(this.folder, 'profile'),
      UIGE_PASSPHRASE: options.passphrase ?? passphrase,
      UIGE_TODAY: '2025-11-03',
      ...options.env,
    };
  }
}
