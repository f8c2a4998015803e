/** `uige server start` in a process of its own, as an administrator starts it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ready = z.object({ url: z.string() });

export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static start(databaseUrl: string): Promise<ServerProcess> {
    return ServerProcess.#begin('--database-url', databaseUrl);
  }

  /** With its own PostgreSQL in a folder, which outlives a server that is killed. */
  static inFolder(data: string): Promise<ServerProcess> {
    return ServerProcess.#begin('--data', data);
  }

  static async #begin(...place: readonly string[]): Promise<ServerProcess> {
    const args = ['cli/main.ts', 'server', 'start', ...place, '--port', '0', '--json'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of createInterface({ input: child.stdout })) {
      return new ServerProcess(child, ready.parse(JSON.parse(line)).url);
    }
    throw new Error('the server ended before it was ready');
  }

  /** SIGKILL: nothing is finished and nothing is said. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    await ended;
  }
}
