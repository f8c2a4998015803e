/** Profile: who works on this device, and the lock on it. */
import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import type { Result } from './failure.ts';
import type { BindingView, Me, ProfileStatus } from './views.ts';

export const languageField = z.enum(['ru', 'kk', 'en']);
/** At least 10 characters: the passphrase is all that stands between a thief and the files. */
export const passphraseField = z.string().min(1).max(1000);
export const minPassphraseLength = 10;
const recoveryKeyField = z.string().max(200);

/** Minutes without anybody at the window after which it locks. "Never" is none: laptops are stolen open. */
export const idleMinutes = [2, 5, 10, 15, 30] as const;
export type IdleMinutes = (typeof idleMinutes)[number];
export const idleMinutesField = z.literal(idleMinutes);
/** Long enough for a telephone call (house rule). */
export const defaultIdleMinutes: IdleMinutes = 10;

export const profileContract = {
  status: oc.output(type<ProfileStatus>()),
  /** Makes the profile; the recovery key is shown this once. `institution` is made when it is not there. */
  create: oc
    .input(
      z.object({
        name: z.string().trim().min(2).max(200),
        role: z.enum(roles),
        institution: z.string().trim().min(2).max(200).nullable(),
        passphrase: passphraseField,
        language: languageField,
      }),
    )
    .output(type<Result<{ me: Me; recoveryKey: string }>>()),
  /** Opens the practice data: a profile that lives until the app quits, with the practice register imported. */
  practice: oc.input(z.object({ language: languageField })).output(type<Result<{ me: Me }>>()),
  unlock: oc.input(z.object({ passphrase: passphraseField })).output(type<Result<{ me: Me }>>()),
  lock: oc.output(type<Result<null>>()),
  /** Opens with the printed recovery key and sets a new passphrase. */
  recover: oc
    .input(z.object({ recoveryKey: recoveryKeyField, passphrase: passphraseField }))
    .output(type<Result<{ me: Me }>>()),
  changePassphrase: oc
    .input(z.object({ current: passphraseField, next: passphraseField }))
    .output(type<Result<null>>()),
  /** Another recovery key, shown this once; the one before opens this profile no more. */
  newRecoveryKey: oc
    .input(z.object({ passphrase: passphraseField }))
    .output(type<Result<{ recoveryKey: string }>>()),
  binding: oc.output(type<Result<BindingView>>()),
  /** From then on the passphrase opens only in the app on this computer; the recovery key opens anywhere. */
  bindToComputer: oc
    .input(z.object({ passphrase: passphraseField, recoveryKey: recoveryKeyField }))
    .output(type<Result<null>>()),
  freeFromComputer: oc.input(z.object({ passphrase: passphraseField })).output(type<Result<null>>()),
  me: oc.output(type<Result<Me>>()),
  /** The person says that the clock, which has jumped, is right. */
  confirmClock: oc.output(type<Result<Me>>()),
  /** Somebody works at the window: it is not locked for being idle. */
  stay: oc.output(type<Result<null>>()),
  setIdleMinutes: oc.input(z.object({ minutes: idleMinutesField })).output(type<Result<null>>()),
  setLanguage: oc.input(z.object({ language: languageField })).output(type<Result<null>>()),
};
