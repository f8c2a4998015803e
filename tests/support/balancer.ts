/** A balancer as small as can be: each request goes to the next server; where one does not answer, 502. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly url: string;
  /** Addresses of the servers behind it; a test changes them while requests go on. */
  readonly servers: string[];
  close(): Promise<void>;
}

export async function startBalancer(servers: readonly string[]): Promise<Balancer> {
  const behind = [...servers];
  let turn = 0;
  const front = createServer((incoming, answer) => {
    turn += 1;
    const server = behind[turn % behind.length] ?? '';
    const { method, headers } = incoming;
    const onward = request(`${server}${incoming.url ?? ''}`, { method, headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
      // a server that dies in the middle of its answer
      back.once('error', () => answer.destroy());
    });
    onward.once('error', () => {
      if (answer.headersSent) answer.destroy();
      else answer.writeHead(502).end();
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { port } = front.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    servers: behind,
    close: async () => {
      front.closeAllConnections();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
