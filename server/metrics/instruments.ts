/**
 * Counters, gauges and histograms in the text format that Prometheus reads. Label values come from
 * short lists of ours: never an id, a name, or anything that a request brings.
 */
type Labels = Readonly<Record<string, string | number>>;

export interface Instrument {
  /** Its lines; "" where there is nothing to tell. */
  text(): string;
}

export class Counter implements Instrument {
  readonly #name: string;
  readonly #help: string;
  readonly #values = new Map<string, number>();

  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  add(labels: Labels = {}, by = 1): void {
    const key = labelText(labels);
    this.#values.set(key, (this.#values.get(key) ?? 0) + by);
  }

  text(): string {
    const lines = [...this.#values].map(([labels, value]) => `${this.#name}${labels} ${value}`);
    return described(this.#name, this.#help, 'counter', lines);
  }
}

/** Seconds; from a request that asks nothing of the database to one that has waited for it. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export class Histogram implements Instrument {
  readonly #name: string;
  readonly #help: string;
  readonly #series = new Map<string, { readonly labels: Labels; readonly counts: number[]; sum: number }>();

  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  observe(labels: Labels, seconds: number): void {
    const key = labelText(labels);
    const series = this.#series.get(key) ?? { labels, counts: new Array(bounds.length + 1).fill(0), sum: 0 };
    const at = bounds.findIndex((bound) => seconds <= bound);
    const bucket = at === -1 ? bounds.length : at;
    series.counts[bucket] = (series.counts[bucket] ?? 0) + 1;
    series.sum += seconds;
    this.#series.set(key, series);
  }

  text(): string {
    const lines = [...this.#series.values()].flatMap(({ labels, counts, sum }) => {
      let below = 0;
      const buckets = counts.map((count, at) => {
        below += count;
        return `${this.#name}_bucket${labelText({ ...labels, le: bounds[at] ?? '+Inf' })} ${below}`;
      });
      return [
        ...buckets,
        `${this.#name}_sum${labelText(labels)} ${sum}`,
        `${this.#name}_count${labelText(labels)} ${below}`,
      ];
    });
    return described(this.#name, this.#help, 'histogram', lines);
  }
}

/** Values that are looked at when they are asked for. */
export function looked(
  name: string,
  help: string,
  type: 'gauge' | 'counter',
  values: readonly (readonly [Labels, number])[],
): string {
  return described(
    name,
    help,
    type,
    values.map(([labels, value]) => `${name}${labelText(labels)} ${value}`),
  );
}

function described(name: string, help: string, type: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
