/** What a person enters to connect a server, and what is wrong with it before it is sent. Pure. */
import { z } from 'zod';
import type { Translator } from '#shared/i18n/index.ts';
import { FailureError, failureText } from '../../ui/failureError.ts';

export interface Enrolment {
  readonly server: string;
  readonly code: string;
  /** Which of the server's institutions is this one; asked only when the name does not say. */
  readonly institutionId: string | null;
}

export interface EnrolmentProblems {
  readonly server: 'not_an_address' | null;
  readonly code: 'too_short' | null;
  /** A warning, not an obstacle: plain http to another machine. */
  readonly insecure: boolean;
}

const shortestCode = 4;

export function enrolmentProblems(entered: Enrolment): EnrolmentProblems {
  const address = URL.parse(entered.server.trim());
  const fits = address !== null && /^https?:$/.test(address.protocol);
  return {
    server: fits ? null : 'not_an_address',
    code: entered.code.trim().length < shortestCode ? 'too_short' : null,
    insecure: fits && address.protocol === 'http:' && !staysHere(address.hostname),
  };
}

function staysHere(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\./.test(host);
}

const institutionsInDetails = z.object({
  institutions: z.array(z.object({ institutionId: z.string(), name: z.string() })),
});

/** The server's institutions to choose from, where the failure names them; else none. */
export function serverInstitutions(error: unknown): readonly { institutionId: string; name: string }[] {
  if (!(error instanceof FailureError)) return [];
  const read = institutionsInDetails.safeParse(error.failure.details);
  return read.success ? read.data.institutions : [];
}

/** Before a server is connected nothing "goes by itself": what failed is about the address or the code. */
export function enrolFailureText(error: unknown, t: Translator): string {
  if (error instanceof FailureError) {
    if (error.failure.code === 'server_unreachable') return t('sync.enrol.unreachable');
    if (error.failure.code === 'server_refused') return t('sync.enrol.notOurs');
  }
  return failureText(error, t);
}
