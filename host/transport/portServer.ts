/**
 * Serves the contract on message ports: the ones that the desktop shell hands over, and the ones it relays.
 * It knows nothing of what the router does.
 */
import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';

/** Returns the function that serves the router on one more port. */
export function createPortServer(router: AnyRouter): (port: SupportedMessagePort) => void {
  const handler = new RPCHandler(router);
  return (port) => handler.upgrade(port, { context: {} });
}
