/** What a request asks for, in words of ours, for logs and metrics: a path may hold whatever a stranger writes. */
import type { FastifyRequest } from 'fastify';
import { consoleAccess } from '#shared/console/access.ts';
import { syncContract } from '#shared/sync/contract.ts';

const known: ReadonlySet<string> = new Set([
  ...proceduresOf(syncContract),
  ...Object.keys(consoleAccess).map((name) => `console.${name}`),
]);

/** "push", "console.session.signIn", "/healthz"; "unknown" for what is not there. */
export function procedureOf({ routeOptions, params }: FastifyRequest): string {
  const route = routeOptions.url;
  if (route === undefined) return 'unknown';
  const rpc = /^(?:\/console)?\/(?:rpc|api)\/\*$/.test(route);
  if (!rpc) return route;
  const called = typeof params === 'object' && params !== null && '*' in params ? String(params['*']) : '';
  const name = `${route.startsWith('/console') ? 'console.' : ''}${called.replaceAll('/', '.')}`;
  return known.has(name) ? name : 'unknown';
}

/** Names of a contract's procedures, its branches joined by dots. */
function proceduresOf(router: object, above = ''): string[] {
  return Object.entries(router).flatMap(([name, branch]) => {
    if (typeof branch !== 'object' || branch === null) return [];
    return '~orpc' in branch ? [`${above}${name}`] : proceduresOf(branch, `${above}${name}.`);
  });
}
