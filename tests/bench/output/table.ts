/** The figures for a person to read. */
import type { Machine } from './machine.ts';
import type { Result } from './result.ts';

/** Goals of the design, shown beside the figures; nothing fails on them. */
const goals: Readonly<Record<string, string>> = {
  'commit.p99': 'under 10 ms',
  'search.p95.50000': 'under 16 ms',
  'push.10000': '10 times the peer',
  'pull.10000': '5 times the peer',
  'push.10000.floor': '0.33 of the floor',
  'pull.10000.floor': '0.33 of the floor',
  'bytes.step': 'under 150 bytes',
  'bytes.step.pull': 'under 150 bytes',
  'start.host': 'under 2 s',
};

export function tableOf(machine: Machine, results: readonly Result[], notes: readonly string[]): string {
  const heading = ['', 'Uige', 'peer', 'ratio', 'goal'];
  const rows = results.map((one) => [
    one.name,
    `${one.value} ${one.unit}`,
    one.peerValue === null ? '' : `${one.peerValue} ${one.unit}`,
    one.ratio === null ? '' : `× ${one.ratio}`,
    goals[one.name] ?? '',
  ]);
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const lines = [heading, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   '),
  );
  const { cpu, cores, memory, os, node, date } = machine;
  const on = `${cpu}, ${cores} cores, ${memory} GiB, ${os}, Node ${node}, ${date}`;
  return ['', on, '', ...lines.map((line) => line.trimEnd()), '', ...notes, ''].join('\n');
}
