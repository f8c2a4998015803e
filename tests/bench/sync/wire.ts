/** Counts every byte between a client and a server, heads of requests included, by standing between them. */
import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  /** The server's address as the client is told it. */
  readonly url: string;
  /** Bytes from the client to the server so far. */
  sent(): number;
  /** Bytes from the server to the client so far. */
  received(): number;
  close(): void;
}

export async function countedWire(server: string): Promise<Wire> {
  const target = new URL(server);
  const open = new Set<Socket>();
  let sent = 0;
  let received = 0;
  const between = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      // either side may go first: what it leaves behind is closed with it
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    client.on('data', (data) => {
      sent += data.length;
    });
    upstream.on('data', (data) => {
      received += data.length;
    });
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((listening) => between.listen(0, '127.0.0.1', listening));
  const address = between.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server on a port has an address');
  const url = new URL(target);
  url.port = String(address.port);
  return {
    url: url.href.replace(/\/$/, ''),
    sent: () => sent,
    received: () => received,
    close: () => {
      between.close();
      for (const socket of open) socket.destroy();
    },
  };
}
