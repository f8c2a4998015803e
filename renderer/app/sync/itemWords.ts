/** Kinds of step and reasons of the server, in words; what this build does not know is shown as it came. Pure. */
import { isStepKind } from '#shared/domain/steps/index.ts';
import type { Translator } from '#shared/i18n/index.ts';

const knownReasons = [
  'no_grant',
  'revoked',
  'malformed',
  'too_large',
  'gate_failed',
  'clock_drift',
  'role',
  'move_does_not_fit',
  'server_review',
] as const;

export function kindWords(kind: string, t: Translator): string {
  return isStepKind(kind) ? t(`domain.kinds.${kind}`) : t('domain.unknownKind');
}

export function reasonWords(reason: string, t: Translator): string {
  const known = knownReasons.find((one) => one === reason);
  return known === undefined ? reason : t(`sync.reasons.${known}`);
}
