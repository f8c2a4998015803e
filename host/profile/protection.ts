/**
 * How the profile is opened from now on: another passphrase, another recovery key, bound to this computer or
 * free again. The present passphrase is asked each time, even of an open profile: a laptop left open must not
 * be taken over.
 */
import type { Attempt } from '#db/open/failure.ts';
import {
  type Asking,
  bindToComputer,
  freeFromComputer,
  renewRecoveryKey,
  changePassphrase as rewrap,
} from '#db/vault/changeLock.ts';
import type { VaultFailure } from '#db/vault/failure.ts';
import { readKeyFile } from '#db/vault/keyFile.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { minPassphraseLength } from '#shared/contract/profile.ts';
import type { BindingView } from '#shared/contract/views.ts';
import type { Session } from '../session/session.ts';
import { isWeak } from './lock.ts';
import { failureOfVault } from './vaultFailure.ts';

export async function changePassphrase(
  session: Session,
  given: { readonly current: string; readonly next: string },
): Promise<Result<null>> {
  if (isWeak(given.next)) return failed('weak_passphrase', { min: minPassphraseLength });
  const next = { passphrase: given.next, hardness: session.hardness };
  return changed(session, given.current, (home, asking) => rewrap(home, asking, next));
}

/** Another recovery key, told this once; the sheet printed before is void. */
export function newRecoveryKey(
  session: Session,
  passphrase: string,
): Promise<Result<{ recoveryKey: string }>> {
  return changed(session, passphrase, renewRecoveryKey);
}

export async function bind(
  session: Session,
  given: { readonly passphrase: string; readonly recoveryKey: string },
): Promise<Result<null>> {
  const store = session.computerStore;
  if (store === null) return failed('no_computer_store');
  const { recoveryKey } = given;
  return changed(session, given.passphrase, (home, asking) =>
    bindToComputer(home, { ...asking, store }, { recoveryKey, hardness: session.hardness }),
  );
}

export function free(session: Session, passphrase: string): Promise<Result<null>> {
  return changed(session, passphrase, (home, asking) =>
    freeFromComputer(home, asking, { hardness: session.hardness }),
  );
}

/** Whether the profile is bound to this computer, and whether it could be. */
export function binding(session: Session): Promise<Result<BindingView>> {
  return session.whenOpen(async ({ home, practice }) => {
    const file = readKeyFile(home);
    if (!file.ok) return failureOfVault(file.error);
    const possible = !practice && ((await session.computerStore?.protects()) ?? false);
    return done({ bound: file.value.passphrase.computer !== undefined, possible });
  });
}

/** Practice data has no passphrase that anybody knows. */
async function changed<Value>(
  session: Session,
  passphrase: string,
  change: (home: string, asking: Asking) => Promise<Attempt<Value, VaultFailure>>,
): Promise<Result<Value>> {
  if (session.open?.practice === true) return failed('forbidden');
  const asking = { passphrase, now: session.machineClock(), store: session.computerStore };
  const result = await change(session.home, asking);
  return result.ok ? done(result.value) : failureOfVault(result.error);
}
