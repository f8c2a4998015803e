/** A host in this process with a profile of its own, whose clock a test sets: a person at their desk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHost, type Host } from '#host/host.ts';
import type { Failure, Result } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';
import type { ImportResult } from '#shared/contract/register.ts';
import { startOfDay } from '#shared/country/kz/zone.ts';
import type { Day } from '#shared/domain/day.ts';
import type { Role } from '#shared/domain/roles.ts';
import { quick } from './hardness.ts';

export const passphrase = 'три синих слона';
export const home = 'Дом надежды';
const hour = 3_600_000;

export class Desk {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'uige-desk-'));
  readonly host: Host;
  readonly client: AppClient;
  today: Day = '2025-11-03';

  constructor() {
    const clock = () => new Date(startOfDay(this.today) + 10 * hour);
    this.host = createHost({ home: this.folder, clock, hardness: quick });
    this.client = this.host.client();
  }

  static async of(role: Role, institution: string | null = home): Promise<Desk> {
    const desk = new Desk();
    const person = { name: 'Айгүл С.', role, institution, passphrase, language: 'ru' as const };
    ok(await desk.client.profile.create(person));
    return desk;
  }

  async import(file = 'tests/fixtures/registers/dom-nadezhdy.xlsx'): Promise<ImportResult> {
    const bytes = new Uint8Array(await readFile(file));
    const { registerId } = ok(
      await this.client.register.open({ file: new File([bytes], path.basename(file)) }),
    );
    for await (const event of await this.client.register.run({ registerId, institution: home })) {
      if ('finished' in event) return ok(event.finished);
    }
    throw new Error('the import did not end');
  }

  /** Records what must be accepted, on a day that has come by then. */
  async record(caseCode: string, kind: string, payload: unknown, on: Day): Promise<string> {
    if (on > this.today) this.today = on;
    const steps = [{ case: caseCode, kind, payload, occurredOn: on }];
    const recorded = await this.client.cases.record({ steps });
    if (!recorded.ok) throw new Error(`${kind}: ${JSON.stringify(recorded.error)}`);
    return recorded.value.stepIds[0] ?? '';
  }

  /** Records what must be refused. */
  async refused(caseCode: string, kind: string, payload: unknown, on: Day = this.today): Promise<Failure> {
    return refusal(
      await this.client.cases.record({ steps: [{ case: caseCode, kind, payload, occurredOn: on }] }),
    );
  }

  async close(): Promise<void> {
    await this.host.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function ok<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`refused: ${JSON.stringify(result.error)}`);
}

export function refusal(result: Result<unknown>): Failure {
  if (!result.ok) return result.error;
  throw new Error('was not refused');
}
