/** A profile as the app makes it, with its database at hand for filling it fast. */

import { createRouterClient } from '@orpc/server';
import { createProfile } from '#host/profile/create.ts';
import { createRouter } from '#host/router.ts';
import type { OpenProfile } from '#host/session/openProfile.ts';
import { Session } from '#host/session/session.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';

export const benchPassphrase = 'трава у дома зелёная';
export const benchInstitution = 'Дом надежды';

export interface BenchProfile {
  readonly open: OpenProfile;
  readonly client: AppClient;
  readonly institutionId: string;
  close(): Promise<void>;
}

export async function makeProfile(home: string, now: Date): Promise<BenchProfile> {
  const session = new Session({ home, clock: () => now });
  valueIn(
    await createProfile(session, {
      name: 'Айгүл Сапарова',
      role: 'caseworker',
      institution: benchInstitution,
      passphrase: benchPassphrase,
      language: 'ru',
    }),
  );
  const client = createRouterClient(createRouter(session), { context: {} });
  const institution = valueIn(await client.institution.list())[0];
  if (session.open === null || institution === undefined)
    throw new Error('a new profile is open and has a home');
  return {
    open: session.open,
    client,
    institutionId: institution.institutionId,
    close: () => session.close(),
  };
}

export function valueIn<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}
