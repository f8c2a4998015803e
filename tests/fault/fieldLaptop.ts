/** A laptop of a story of faults: a profile, and over and over a process that works on it until it is killed. */
import { Recorder } from './process.ts';

export class FieldLaptop {
  readonly home: string;
  /** Of all its lives. */
  readonly #acknowledged: string[] = [];
  readonly #work: readonly string[];
  #recorder: Recorder | null = null;
  #listening: Promise<void> | null = null;
  #waiting: { left: number; readonly heard: () => void; readonly fell: (error: Error) => void }[] = [];

  /** @param work what the recorder is told after its folder */
  constructor(home: string, work: readonly string[]) {
    this.home = home;
    this.#work = work;
  }

  get acknowledged(): readonly string[] {
    return [...this.#acknowledged, ...(this.#recorder?.acknowledged ?? [])];
  }

  async start(): Promise<void> {
    const recorder = new Recorder(['sync', this.home, ...this.#work]);
    await recorder.until('open');
    this.#recorder = recorder;
    this.#listening = this.#listen(recorder);
  }

  /** Resolves after so many more acknowledged notes; rejects when the process ends by itself before. */
  notes(count: number): Promise<void> {
    return new Promise((heard, fell) => this.#waiting.push({ left: count, heard, fell }));
  }

  async kill(): Promise<void> {
    const recorder = this.#recorder;
    if (recorder === null) return;
    await recorder.kill();
    await this.#listening;
    this.#acknowledged.push(...recorder.acknowledged);
    this.#recorder = null;
  }

  async #listen(recorder: Recorder): Promise<void> {
    for (;;) {
      const line = await recorder.next();
      if (line === null) break;
      if (!line.startsWith('recorded')) continue;
      for (const waiting of this.#waiting) waiting.left -= 1;
      for (const { left, heard } of this.#waiting) if (left <= 0) heard();
      this.#waiting = this.#waiting.filter(({ left }) => left > 0);
    }
    for (const { fell } of this.#waiting) fell(new Error(`ended by itself: ${recorder.lines.slice(-3)}`));
    this.#waiting = [];
  }
}
