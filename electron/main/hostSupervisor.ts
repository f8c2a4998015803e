/**
 * Keeps a host for the windows: starts it when one is wanted, and anew when it has crashed. A host that
 * crashes again and again is left alone for a while, and the window says so.
 */
import type { HostProcess, ShellPort, StartHost } from './hostProcess.ts';

export type SupervisorEvent = 'host.started' | 'host.exited' | 'host.gaveUp';

export interface SupervisorOptions<Port extends ShellPort> {
  readonly start: StartHost<Port>;
  readonly log: (event: SupervisorEvent, details?: Readonly<Record<string, number>>) => void;
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
}

/** So many crashes within the period are too many. House rule. */
const tooManyExits = 5;
const periodMilliseconds = 60_000;
/** How long the host may take to start; one that hangs while loading does not exit by itself. */
const startWithinMilliseconds = 30_000;
/** How long the host may take to close its database when the app quits. */
const endWithinMilliseconds = 5_000;

export class HostSupervisor<Port extends ShellPort = ShellPort> {
  readonly #options: SupervisorOptions<Port>;
  #running: HostProcess<Port> | undefined;
  #exits: number[] = [];

  constructor(options: SupervisorOptions<Port>) {
    this.#options = options;
  }

  /**
   * Gives the port to a host that serves, starting one if need be.
   * @returns false when the host keeps crashing; the port is not used then
   */
  async connect(port: Port): Promise<boolean> {
    for (;;) {
      const host = this.#running ?? this.#launch();
      if (host === undefined) return false;
      const serves = await Promise.race([host.ready.then(() => true), host.exited.then(() => false)]);
      if (!serves) continue;
      host.hand(port);
      return true;
    }
  }

  /** Locks the open profile, for instance when the computer goes to sleep. */
  lock(): void {
    this.#running?.send({ type: 'lock' });
  }

  /** Lets the host close its database, and ends it if it does not. */
  async end(): Promise<void> {
    const host = this.#running;
    if (host === undefined) return;
    host.send({ type: 'end' });
    const patience = setTimeout(() => host.kill(), endWithinMilliseconds);
    await host.exited;
    clearTimeout(patience);
  }

  #launch(): HostProcess<Port> | undefined {
    const { start, log, now } = this.#options;
    this.#exits = this.#exits.filter((at) => now() - at < periodMilliseconds);
    if (this.#exits.length >= tooManyExits) {
      log('host.gaveUp');
      return undefined;
    }
    const host = start();
    this.#running = host;
    log('host.started');
    const patience = setTimeout(() => host.kill(), startWithinMilliseconds);
    void Promise.race([host.ready, host.exited]).then(() => clearTimeout(patience));
    void host.exited.then((code) => {
      this.#exits.push(now());
      if (this.#running === host) this.#running = undefined;
      log('host.exited', { code: code ?? -1 });
    });
    return host;
  }
}
