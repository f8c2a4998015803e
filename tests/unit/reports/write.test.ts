import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { writeReport } from '#reports/write.ts';
import { withFixedTimes } from '#reports/xlsx/fixedTimes.ts';
import { canonicalBytes } from '#shared/sync/canonical.ts';
import { aReport } from './sampleReport.ts';

const run = promisify(execFile);

/** Digests of all formats and languages, made by a process of its own that lives elsewhere. */
async function digestsIn(environment: { TZ: string; LANG: string }): Promise<string> {
  const script = fileURLToPath(new URL('./digests.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [script], {
    env: { ...environment, LC_ALL: environment.LANG },
  });
  return stdout;
}

describe('writing a report', () => {
  it('gives the same bytes in every format wherever it runs', async () => {
    const [here, there] = await Promise.all([
      digestsIn({ TZ: 'Asia/Almaty', LANG: 'kk_KZ.UTF-8' }),
      digestsIn({ TZ: 'America/New_York', LANG: 'C' }),
    ]);
    expect(here.split('\n')).toHaveLength(12);
    expect(there).toBe(here);
    const { bytes } = await writeReport(aReport(), 'pdf', 'ru');
    expect(here).toContain(`ru pdf ${createHash('sha256').update(bytes).digest('hex')}`);
  });

  it('names the file by report, period and as-of day, and marks the internal version', async () => {
    const sent = await writeReport(aReport({ asOf: '2027-01-15' }), 'xlsx', 'ru');
    expect(sent.fileName).toBe('uige-closure-2025-11-01--2026-12-31-as-of-2027-01-15.xlsx');
    expect(sent.mediaType).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    const kept = await writeReport(aReport({ suppressed: false }), 'csv', 'ru');
    expect(kept.fileName).toBe('uige-closure-2025-11-01--2026-12-31-as-of-2026-12-31-internal.csv');
  });

  it('holds the whole model in its JSON, spelled canonically', async () => {
    const report = aReport();
    const { bytes } = await writeReport(report, 'json', 'en');
    const written = JSON.parse(Buffer.from(bytes).toString('utf8'));
    expect(written.report).toEqual(report);
    expect(written.labels.rows.returned_home).toBe('Home: birth family or kin');
    expect(written.definitions).toHaveProperty('suppression');
    expect(Buffer.from(canonicalBytes(written))).toEqual(Buffer.from(bytes));
  });

  it('holds no unsuppressed figure in the JSON to send out', async () => {
    const { bytes } = await writeReport(aReport(), 'json', 'ru');
    const { report } = JSON.parse(Buffer.from(bytes).toString('utf8'));
    expect(report.figures).toBeNull();
    const cells = JSON.stringify(report.sections).match(/"value":[1-4]\b/g);
    expect(cells).toBeNull();
  });

  it('refuses to date what is no zip archive', () => {
    expect(() => withFixedTimes(new Uint8Array(64), '2026-12-31')).toThrow('not a zip archive');
  });
});
