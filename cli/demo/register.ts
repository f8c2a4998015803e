/** The practice register taken in through the same import as any other. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { AppClient } from '#shared/contract/index.ts';
import type { ImportResult } from '#shared/contract/register.ts';
import { fail, valueIn } from '../run/failure.ts';
import { demoInstitution } from './people.ts';

export async function importRegister(client: AppClient, file: string): Promise<ImportResult> {
  const bytes = await readFile(file);
  const opened = valueIn(
    await client.register.open({ file: new File([Uint8Array.from(bytes)], path.basename(file)) }),
  );
  const events = await client.register.run({ registerId: opened.registerId, institution: demoInstitution });
  for await (const event of events) {
    if ('finished' in event) return valueIn(event.finished);
  }
  return fail('cancelled');
}
