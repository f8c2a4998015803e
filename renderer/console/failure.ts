/** What the server refused, and what did not work at all, in words that say what to do next. */
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { type ConsoleFault, consoleFaults } from '#shared/console/faults.ts';
import { formatInstant } from '#shared/i18n/format.ts';
import type { Language, Translator } from '#shared/i18n/index.ts';

const refusal = z.object({ code: z.enum(consoleFaults), until: z.iso.datetime().optional() });

/** The fault of an answer, where it is one of those the console knows. */
export function faultOf(error: unknown): ConsoleFault | null {
  return refusalOf(error)?.code ?? null;
}

function refusalOf(error: unknown): z.output<typeof refusal> | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  return refusal.safeParse(error.data).data ?? null;
}

export function failureText(error: unknown, t: Translator, language: Language): string {
  const refused = refusalOf(error);
  if (refused !== null) {
    const until = refused.until === undefined ? '' : formatInstant(refused.until, language);
    return t(`console.faults.${refused.code}`, { until });
  }
  if (!(error instanceof ORPCError)) return t('console.failures.unreachable');
  switch (error.status) {
    case 400:
      return t('console.failures.input');
    case 401:
      return t('console.signIn.again');
    case 403:
      return t('console.failures.forbidden');
    case 503:
      return t('console.failures.busy');
    default:
      return t('console.failures.unexpected');
  }
}
