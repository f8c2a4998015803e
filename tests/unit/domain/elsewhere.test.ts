import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const told = z.object({ model: z.object({ fingerprint: z.string() }), days: z.array(z.array(z.string())) });

async function figuresIn(environment: { TZ: string; LANG: string }): Promise<string> {
  const script = fileURLToPath(new URL('./figuresElsewhere.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script], {
    env: { ...environment, LC_ALL: environment.LANG },
  });
  return stdout;
}

it('figures and days are the same wherever the device stands and whatever it speaks', async () => {
  const [almaty, newYork, apia] = await Promise.all([
    figuresIn({ TZ: 'Asia/Almaty', LANG: 'kk_KZ.UTF-8' }),
    figuresIn({ TZ: 'America/New_York', LANG: 'C' }),
    figuresIn({ TZ: 'Pacific/Apia', LANG: 'ru_RU.UTF-8' }),
  ]);
  expect(told.parse(JSON.parse(almaty)).days[0]).toEqual([
    '2026-03-08',
    '2026-03-07',
    '2026-03-09',
    '2026-04-08',
  ]);
  expect(newYork).toBe(almaty);
  expect(apia).toBe(almaty);
});
