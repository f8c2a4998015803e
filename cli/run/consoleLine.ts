/**
 * Somebody signed in at a server's web console for the time of one command: the calls that the page makes,
 * with the rights that the page gives them (docs/permissions.md). The password comes from the standard
 * input; nothing of it, nor of the session, is kept.
 */
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { meaningOf } from '#host/sync/failure.ts';
import { isLoopbackHost } from '#server/http/addresses.ts';
import { type ConsoleClient, keyHeader } from '#shared/console/contract.ts';
import { type ConsoleFault, consoleFaults } from '#shared/console/faults.ts';
import { type SignedIn, signedIn } from '#shared/console/session.ts';
import { formatInstant } from '#shared/i18n/format.ts';
import { CommandFailure, Refused, WrongUsage } from './failure.ts';
import { typedSecrets } from './passphrase.ts';
import type { Tool } from './tool.ts';

export interface ConsoleLine {
  /** Asks the server; what it refuses, and a line that breaks, end the command in words. */
  ask<Answer>(question: (client: ConsoleClient) => Promise<Answer>): Promise<Answer>;
}

const longestWaitMs = 60_000;

/** The address of a server as an option: http(s)://host:port, without what may stand behind. */
export function readServer(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
  throw new InvalidArgumentError(`${text}: https://…`);
}

/** Signs in, does the work, and signs out. A password never goes over a network in the clear. */
export async function withConsole<Value>(
  tool: Tool,
  { server, login }: { readonly server: URL; readonly login: string },
  work: (line: ConsoleLine) => Promise<Value>,
): Promise<Value> {
  const { t, world } = tool;
  const host = server.hostname.replace(/^\[|\]$/g, '');
  if (server.protocol === 'http:' && !isLoopbackHost(host)) {
    throw new WrongUsage(t('cli.console.inTheClear', { host }));
  }
  const { client, know } = connect(server.origin);
  const line: ConsoleLine = {
    ask: (question) => question(client).catch((error: unknown) => Promise.reject(inWords(error, tool))),
  };
  const secret = typedSecrets(world, t);
  const password = await secret(t('cli.console.password', { login }));
  if (password === '') throw new WrongUsage(t('cli.console.passwordMissing'));
  const askCode = () => secret(`${t('console.signIn.code')}:`);
  know(await line.ask((to) => signIn(to, { login, password }, askCode)));
  try {
    return await work(line);
  } finally {
    // a session that cannot be ended ends by itself
    await client.session.signOut().catch(() => undefined);
  }
}

/** The code of the second step is asked for only where the server wants one. */
async function signIn(
  client: ConsoleClient,
  given: { readonly login: string; readonly password: string },
  askCode: () => Promise<string>,
): Promise<SignedIn> {
  try {
    return signedIn.parse(await client.session.signIn(given));
  } catch (error) {
    const code = refusalOf(error)?.code === 'code_needed' ? await askCode() : '';
    if (code === '') throw error;
    return signedIn.parse(await client.session.signIn({ ...given, code }));
  }
}

/** As a browser that has the console's page open: its origin, its cookie, and the page's key. */
function connect(origin: string): { client: ConsoleClient; know: (me: SignedIn) => void } {
  const headers: Record<string, string> = { origin, 'user-agent': 'uige' };
  const link = new RPCLink({
    url: `${origin}/console/rpc`,
    headers: () => headers,
    fetch: async (request) => {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(longestWaitMs)]);
      const answer = await fetch(request, { redirect: 'error', signal });
      const [cookie] = answer.headers.getSetCookie();
      if (cookie !== undefined) headers.cookie = cookie.split(';')[0] ?? '';
      return answer;
    },
  });
  return {
    client: createORPCClient(link),
    know: ({ key }) => {
      headers[keyHeader] = key;
    },
  };
}

const refusal = z.object({ code: z.enum(consoleFaults), until: z.iso.datetime().optional() });

function refusalOf(error: unknown): z.output<typeof refusal> | null {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  return refusal.safeParse(error.data).data ?? null;
}

function inWords(error: unknown, tool: Tool): Error {
  const { t, language } = tool;
  const told = refusalOf(error);
  if (told !== null) {
    const until = told.until === undefined ? '' : formatInstant(told.until, language);
    return refusedFor(told.code, tool, until);
  }
  if (error instanceof ORPCError && error.code === 'SIGN_IN_NEEDED') {
    return new Refused('sign_in_needed', t('console.signIn.again'));
  }
  if (error instanceof ORPCError && error.code === 'FORBIDDEN') {
    return new Refused('forbidden', t('console.failures.forbidden'));
  }
  return new CommandFailure(meaningOf(error).failure);
}

/** What the console refuses, in the words of its page. */
export function refusedFor(code: ConsoleFault, { t }: Pick<Tool, 't'>, until = ''): Refused {
  return new Refused(code, t(`console.faults.${code}`, { until }));
}
