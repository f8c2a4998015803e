/** Measures how soon a host that has just been started shows the first children. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { alone, median, type Result } from './output/result.ts';

const program = fileURLToPath(new URL('firstPage.ts', import.meta.url));
const starts = 5;

export async function measureStart(home: string): Promise<Result[]> {
  const took: number[] = [];
  for (let at = 0; at < starts; at += 1) took.push(await startOnce(home));
  return [alone('start.host', median(took), 's')];
}

async function startOnce(home: string): Promise<number> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seconds = Number.NaN;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'page') seconds = (performance.now() - begun) / 1000;
  }
  if (child.exitCode === null) await once(child, 'exit');
  if (Number.isNaN(seconds)) throw new Error('the host showed no children');
  return seconds;
}
