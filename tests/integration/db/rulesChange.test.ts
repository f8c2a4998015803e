/** What an update of the rules and a withheld new case leave of what the author sees. */
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { query } from '#db/open/query.ts';
import { projectedByKey, writeSetting } from '#db/profile/settings.ts';
import { followRules } from '#db/projections/rulesChange.ts';
import { projectStale } from '#db/projections/staleCases.ts';
import { readCase, readChild } from '#db/queries/cases.ts';
import { unsentSteps } from '#db/steps/unsent.ts';
import { applyVerdicts } from '#db/steps/verdicts.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { rulesVersion } from '#shared/domain/gates/checks.ts';
import { aDeviceOf, anEnrolledDevice, type Device, morning } from './support/device.ts';
import { Numbering } from './support/numbering.ts';

const institution = v7();

function faults(device: Device): readonly string[] {
  return verifyDatabase(device.writer).projections.faults;
}

describe('an update of the rules', () => {
  it('tells every case anew at the next opening, and the summaries of a standalone profile with them', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    // as an older build left them
    device.writer.change(query.updateTable('case_state').set({ state: '{"stage":"closed"}' }));
    const older = sql<string>`replace(body, ${rulesVersion}, 'kz-2020.1')`;
    device.writer.change(query.updateTable('institution_log').set({ body: older }));
    expect(faults(device)).toHaveLength(2);
    writeSetting(device.writer, projectedByKey, rulesVersion);
    followRules(device.writer, morning);
    expect(faults(device)).toHaveLength(2);
    writeSetting(device.writer, projectedByKey, 'kz-2020.1');
    followRules(device.writer, morning);
    expect(faults(device)).toEqual([]);
    expect(readCase(device.writer, caseId)?.stage).toBe('identified');
  });
});

describe('a new case that the server withholds whole', () => {
  function withheld(verdict: 'quarantined' | 'refused'): { device: Device; caseId: string } {
    const device = anEnrolledDevice();
    const caseId = device.openCase(institution);
    device.note(caseId);
    const server = new Numbering();
    const steps = unsentSteps(device.writer, { maxSteps: 10, maxBytes: 100_000 });
    applyVerdicts(
      device.writer,
      server.epoch,
      server.push(steps, () => verdict),
    );
    projectStale(device.writer);
    return { device, caseId };
  }

  it('stays with its author, who goes on working in it', () => {
    const { device, caseId } = withheld('quarantined');
    expect(readChild(device.writer, caseId)).toMatchObject({ givenName: 'Айзере', held: true, unsent: 0 });
    expect(readCase(device.writer, caseId)?.notes).toHaveLength(1);
    device.note(caseId, 'и ещё');
    expect(readChild(device.writer, caseId)).toMatchObject({ givenName: 'Айзере', unsent: 1 });
    expect(readCase(device.writer, caseId)?.notes).toHaveLength(2);
    expect(faults(device)).toEqual([]);
  });

  it('leaves the list when it was refused: its steps are kept to be exported', () => {
    const { device, caseId } = withheld('refused');
    expect(readChild(device.writer, caseId)).toBeNull();
    expect(faults(device)).toEqual([]);
  });
});
