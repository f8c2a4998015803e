/** What the server tells a monitoring system of itself: work, waiting, the process. Never who or what about. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Receipt } from '../sync/round.ts';
import { Counter, Histogram, looked } from './instruments.ts';

/** What is asked of others at the moment of telling. */
export interface Looks {
  /** Cases that wait for their summary, in whatever process. */
  readonly summaryJobs: () => Promise<number>;
  readonly connections: () => { readonly total: number; readonly idle: number; readonly waiting: number };
  readonly certificateExpiresAt: () => Date | null;
}

export class Metrics {
  readonly #requests = new Counter('uige_requests_total', 'Requests by procedure and HTTP status.');
  readonly #seconds = new Histogram(
    'uige_request_seconds',
    'How long requests took, by procedure; streams are not counted.',
  );
  readonly #pushed = new Counter('uige_steps_pushed_total', 'Steps answered to devices, by verdict.');
  readonly #pulled = new Counter('uige_steps_pulled_total', 'Steps given to devices.');
  /** Only while somebody can ask for it. */
  #loop: ReturnType<typeof monitorEventLoopDelay> | null = null;
  #listening = 0;

  request(procedure: string, status: number, seconds: number): void {
    this.#requests.add({ procedure, status });
    if (procedure !== 'poke') this.#seconds.observe({ procedure }, seconds);
  }

  pushed(receipts: readonly Pick<Receipt, 'verdict'>[]): void {
    for (const { verdict } of receipts) this.#pushed.add({ verdict });
  }

  pulled(steps: number): void {
    this.#pulled.add({}, steps);
  }

  /** A device listens for pokes; answers how to say that it has gone. */
  listening(): () => void {
    this.#listening += 1;
    return () => {
      this.#listening -= 1;
    };
  }

  watchProcess(): () => void {
    const loop = monitorEventLoopDelay();
    this.#loop = loop;
    loop.enable();
    return () => void loop.disable();
  }

  async text({ summaryJobs, connections, certificateExpiresAt }: Looks): Promise<string> {
    const pool = connections();
    const expires = certificateExpiresAt();
    const cpu = process.cpuUsage();
    const plain = (name: string, help: string, value: number): string =>
      looked(name, help, 'gauge', [[{}, value]]);
    return [
      this.#requests.text(),
      this.#seconds.text(),
      this.#pushed.text(),
      this.#pulled.text(),
      plain('uige_devices_listening', 'Devices that listen for pokes at this process.', this.#listening),
      plain(
        'uige_summary_jobs',
        'Moves of cases that wait for their summary, over all processes.',
        await summaryJobs(),
      ),
      looked('uige_database_connections', 'Connections of this process to the database.', 'gauge', [
        [{ state: 'busy' }, pool.total - pool.idle],
        [{ state: 'idle' }, pool.idle],
      ]),
      plain('uige_database_waiting', 'Requests of this process that wait for a connection.', pool.waiting),
      expires === null
        ? ''
        : plain(
            'uige_certificate_expires_seconds',
            'When the certificate in use expires, as Unix time.',
            expires.getTime() / 1000,
          ),
      looked('process_cpu_seconds_total', 'Processor time used.', 'counter', [
        [{}, (cpu.user + cpu.system) / 1e6],
      ]),
      plain('process_resident_memory_bytes', 'Resident memory.', process.memoryUsage.rss()),
      plain(
        'process_start_time_seconds',
        'Start of the process, as Unix time.',
        performance.timeOrigin / 1000,
      ),
      plain(
        'nodejs_eventloop_lag_p99_seconds',
        'How late the event loop was, 99th percentile since the start.',
        (this.#loop?.percentile(99) ?? 0) / 1e9,
      ),
    ].join('');
  }
}
