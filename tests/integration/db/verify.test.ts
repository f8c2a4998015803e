/** Verify names what was changed behind the program's back, and is content where nothing was. */
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { query } from '#db/open/query.ts';
import { projectStale } from '#db/projections/staleCases.ts';
import { unsentSteps } from '#db/steps/unsent.ts';
import { applyVerdicts } from '#db/steps/verdicts.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { aDeviceOf, anEnrolledDevice, type Device } from './support/device.ts';
import { Numbering } from './support/numbering.ts';

const institution = v7();

function synced(): { device: Device; caseId: string } {
  const device = anEnrolledDevice();
  const server = new Numbering();
  const caseId = device.openCase(institution);
  device.note(caseId);
  const verdicts = server.push(unsentSteps(device.writer, { maxSteps: 10, maxBytes: 100_000 }));
  applyVerdicts(device.writer, server.epoch, verdicts);
  projectStale(device.writer);
  return { device, caseId };
}

function faultsOf(device: Device): string[] {
  const { chain, projections } = verifyDatabase(device.writer);
  expect(chain.ok).toBe(chain.faults.length === 0);
  return [...chain.faults, ...projections.faults];
}

describe('verify', () => {
  it('is content with a database as the program left it', () => {
    const { device, caseId } = synced();
    expect(verifyDatabase(device.reader())).toMatchObject({
      steps: 3,
      chain: { ok: true, faults: [] },
      projections: { ok: true, cases: 1, faults: [] },
      feeds: [{ feedId: caseId, kind: 'case', pos: 3, ok: true }],
    });
  });

  const changes: readonly [string, (device: Device) => void, RegExp][] = [
    [
      'a payload',
      ({ writer }) =>
        writer.change(
          query
            .updateTable('step')
            .set({ payload: Buffer.from('{"text":"иначе"}') })
            .where('seq', '=', 3),
        ),
      /^step .* payload_altered$/m,
    ],
    [
      'a day',
      ({ writer }) =>
        writer.change(query.updateTable('step').set({ occurred_on: '2020-01-01' }).where('seq', '=', 3)),
      /^step .* header_altered$/m,
    ],
    [
      'a step removed',
      ({ writer }) => writer.change(query.deleteFrom('step').where('seq', '=', 2)),
      /link_broken/,
    ],
    [
      'a position',
      ({ writer }) => writer.change(query.updateTable('step').set({ pos: 9 }).where('seq', '=', 3)),
      /^feed .* a position is missing$/m,
    ],
    [
      'a checksum',
      ({ writer }) => writer.change(query.updateTable('feed').set({ checksum: new Uint8Array(32) })),
      /^feed .* checksum differs$/m,
    ],
    [
      'the end of a chain',
      ({ writer }) => writer.change(query.updateTable('chain_head').set({ seq: 1 })),
      /^step .* not the end of its chain$/m,
    ],
    [
      'a device’s last number',
      ({ writer }) => writer.change(query.updateTable('own_device').set({ last_seq: 1 })),
      /^device /m,
    ],
    [
      'a name in the list',
      ({ writer }) => writer.change(query.updateTable('case_row').set({ given_name: 'Другая' })),
      /^case .* given_name differs/m,
    ],
    [
      'a case',
      ({ writer }) => writer.change(query.updateTable('case_state').set({ state: '{}' })),
      /^case .* state differs/m,
    ],
    ['a task', ({ writer }) => writer.change(query.deleteFrom('case_task')), /^case .* tasks differ/m],
    [
      'a line of the list removed',
      ({ writer }) => writer.change(query.deleteFrom('case_row')),
      /^case .* not listed$/m,
    ],
    [
      'a word of the search',
      ({ writer }) => writer.execute('delete from case_search'),
      /^case .* cannot be found by search$/m,
    ],
  ];

  it.each(changes)('names %s that was changed', (_, change, fault) => {
    const { device } = synced();
    change(device);
    expect(faultsOf(device).join('\n')).toMatch(fault);
  });

  it('compares a standalone device’s log and roster with its cases', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    expect(faultsOf(device)).toEqual([]);
    device.writer.change(query.deleteFrom('institution_log'));
    device.writer.change(query.deleteFrom('roster'));
    expect(faultsOf(device)).toEqual([
      `case ${caseId}: summary differs from its steps`,
      `case ${caseId}: roster differs from its steps`,
    ]);
  });
});
