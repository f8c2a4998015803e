/**
 * /metrics, for a monitoring system on this machine or at the addresses that were named. A proxy in
 * front must not carry it out by accident: a request that came by way of a proxy counts as coming
 * from where it began, and where no proxy is trusted it is not answered at all.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context.ts';
import { among } from '../http/addresses.ts';
import type { Looks } from './metrics.ts';

export interface MetricsAccess {
  /** Addresses that may ask. */
  readonly from: readonly string[];
  readonly behindProxy: boolean;
}

export function addMetrics(
  app: FastifyInstance,
  { metrics }: ServerContext,
  { from, behindProxy }: MetricsAccess,
  looks: Looks,
): void {
  const mayAsk = among(from);
  const stop = metrics.watchProcess();
  app.addHook('onClose', async () => stop());
  app.get('/metrics', async (request, reply) => {
    if (!mayAsk(request.ip) || (!behindProxy && cameByProxy(request))) {
      return reply.status(404).send({ code: 'NOT_FOUND' });
    }
    reply.type('text/plain; version=0.0.4; charset=utf-8');
    return metrics.text(looks);
  });
}

function cameByProxy({ headers }: FastifyRequest): boolean {
  return ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => headers[name] !== undefined);
}
