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

  static async start(databaseUrl: string): Promise<ServerProcess> {
    const place = ['--database-url', databaseUrl, '--port', '0', '--json'];
    const child = spawn(process.execPath, ['cli/main.ts', 'server', 'start', ...place], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
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
