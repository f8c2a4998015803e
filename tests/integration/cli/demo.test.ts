import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Uige } from '#tests/support/uige.ts';

const stillHome = z.strictObject({ home: z.int(), of: z.int(), unknown: z.int() });
const feed = z.strictObject({ feedId: z.uuid(), kind: z.string(), pos: z.int(), checksum: z.string() });
const outcome = z.object({
  children: z.int(),
  duplicates: z.int(),
  returned: z.int(),
  residents: z.int(),
  steps: z.int(),
  visits: z.strictObject({ due: z.int(), done: z.int(), seen: z.int() }),
  stillHome: z.strictObject({ m3: stillHome, m6: stillHome, m12: stillHome }),
  devices: z.array(z.strictObject({ role: z.string(), pending: z.int(), feeds: z.array(feed) })),
  server: z.object({ steps: z.int() }),
  files: z.array(z.string()),
  seconds: z.number(),
});

describe('uige demo', () => {
  const out = mkdtempSync(path.join(tmpdir(), 'uige-demo-test-'));
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it('brings the 33 home over two devices and a server, and writes the report', async () => {
    const uige = new Uige();
    const told = await uige.json(outcome, ['demo', '--out', out]);
    uige.remove();
    const all = { home: 33, of: 33, unknown: 0 };
    expect(told).toMatchObject({ children: 33, duplicates: 1, returned: 33, residents: 0 });
    expect(told.stillHome).toEqual({ m3: all, m6: all, m12: all });
    expect(told.visits.due).toBeGreaterThan(told.visits.done);
    expect(told.visits.done).toBeGreaterThan(told.visits.seen);
    expect(told.server.steps).toBeGreaterThan(told.steps);

    const [caseworker, director] = told.devices;
    expect(told.devices.map((device) => [device.role, device.pending])).toEqual([
      ['caseworker', 0],
      ['director', 0],
    ]);
    // the director holds no case, and of what both hold every checksum is equal
    expect(director?.feeds.some((one) => one.kind === 'case')).toBe(false);
    const shared = director?.feeds.filter((one) =>
      caseworker?.feeds.some((other) => other.feedId === one.feedId),
    );
    expect(shared?.map((one) => one.kind).sort()).toEqual(['directory', 'institution']);
    for (const one of shared ?? []) expect(caseworker?.feeds).toContainEqual(one);

    expect(told.files.map((file) => path.extname(file)).sort()).toEqual(['.csv', '.json', '.pdf', '.xlsx']);
    const [json] = told.files.filter((file) => file.endsWith('.json'));
    expect(readFileSync(json ?? '', 'utf8')).not.toMatch(/Оспанов|Ахметов|190908691809/);
  });
});
