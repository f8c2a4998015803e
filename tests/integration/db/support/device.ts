/** A real encrypted database of one device in a folder of its own, and short ways to record in it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { onTestFinished } from 'vitest';
import type { Reader, Writer } from '#db/open/handles.ts';
import { openReader, openWriter } from '#db/open/openDatabase.ts';
import { query } from '#db/open/query.ts';
import { type Profile, readProfile, writeProfile } from '#db/profile/profile.ts';
import { type Schema, tables } from '#db/schema.ts';
import { appendSteps, type StepDraft } from '#db/steps/append.ts';
import type { PayloadInputOf, StepKind } from '#shared/domain/steps/index.ts';
import type { SealedStep } from '#shared/sync/seal.ts';
import { aChild } from '#tests/factories/story.ts';

export const morning = new Date('2025-11-10T04:00:00.000Z');

/** A folder that is gone after the test. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'uige-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export class Device {
  readonly path: string;
  readonly key: Uint8Array;
  readonly writer: Writer;

  constructor(given: { path: string; key: Uint8Array; writer: Writer }) {
    this.path = given.path;
    this.key = given.key;
    this.writer = given.writer;
  }

  get profile(): Profile {
    const profile = readProfile(this.writer);
    if (profile === null) throw new Error('a device has a profile');
    return profile;
  }

  get author() {
    const { personId, deviceId, clockOffset } = this.profile;
    return { personId, deviceId, clockOffset };
  }

  record(drafts: readonly StepDraft[], now: Date = morning): SealedStep[] {
    return appendSteps(this.writer, this.author, now, drafts);
  }

  /** Opens a case of a child in the institution; answers its id. */
  openCase(
    institutionId: string,
    child: Partial<PayloadInputOf<'child.admitted'>['child']> = {},
    caseCode = '7QK3-X0MT',
  ): string {
    const caseId = v7();
    this.record([
      draft('case.opened', caseId, { caseCode, institutionId, childId: v7() }),
      draft('child.admitted', caseId, { child: { ...aChild, ...child }, admittedOn: '2025-02-15' }),
    ]);
    return caseId;
  }

  note(caseId: string, text = 'Мама звонила.'): SealedStep {
    const [step] = this.record([draft('note.added', caseId, { text })]);
    if (step === undefined) throw new Error('one draft is one step');
    return step;
  }

  reader(): Reader {
    const opened = openReader({ path: this.path, key: this.key });
    if (!opened.ok) throw new Error(opened.error.code);
    onTestFinished(() => opened.value.close());
    return opened.value;
  }
}

export function draft<Kind extends StepKind>(
  kind: Kind,
  feedId: string,
  payload: PayloadInputOf<Kind>,
  more: Partial<StepDraft> = {},
): StepDraft {
  return { feedId, kind, payload, occurredOn: '2025-11-10', ...more };
}

export function aDeviceOf(person: Partial<Profile> = {}): Device {
  const path = join(aFolder(), 'uige.db');
  const key = new Uint8Array(randomBytes(32));
  const opened = openWriter({ path, key });
  if (!opened.ok) throw new Error(opened.error.code);
  const writer = opened.value;
  onTestFinished(() => writer.close());
  writeProfile(writer, {
    personId: v7(),
    personName: 'А. Нурланова',
    deviceId: v7(),
    roles: [],
    standalone: true,
    serverUrl: null,
    clockOffset: 0,
    newestServerTime: null,
    lastContactAt: null,
    enrolledAt: null,
    madeAt: morning.toISOString(),
    ...person,
  });
  return new Device({ path, key, writer });
}

/** A device that a server knows. */
export function anEnrolledDevice(): Device {
  return aDeviceOf({ standalone: false, serverUrl: 'http://127.0.0.1', enrolledAt: morning.toISOString() });
}

/** Every row of every table, to compare what a database holds before and after. */
export function everything(reader: Reader): Record<string, unknown[]> {
  const names = Object.keys(tables).filter((name): name is keyof Schema => name in tables);
  return Object.fromEntries(names.map((name) => [name, reader.select(query.selectFrom(name).selectAll())]));
}
