/** A stream of pokes on which nothing is said for long: it can still be called off, as a lock does. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';

test('a quiet stream ends when it is called off, whatever was collected as garbage meanwhile', async () => {
  const closed = Promise.withResolvers<'closed'>();
  const quiet = createServer((_, answer) => {
    answer.on('close', () => closed.resolve('closed'));
    answer.writeHead(200, { 'content-type': 'text/event-stream' });
    answer.write(`event: message\ndata: ${JSON.stringify({ json: { now: '2026-01-10T08:00:00Z' } })}\n\n`);
  });
  quiet.listen(0, '127.0.0.1');
  await once(quiet, 'listening');
  const { port } = quiet.address() as AddressInfo;
  const listener = fork('tests/integration/sync/quietListener.ts', [`http://127.0.0.1:${port}`]);
  try {
    expect(await once(listener, 'message')).toEqual(['heard', undefined]);
    listener.send('call it off');
    expect(await once(listener, 'message')).toEqual(['AbortError', undefined]);
    expect(await closed.promise).toBe('closed');
  } finally {
    listener.kill();
    quiet.close();
    quiet.closeAllConnections();
  }
}, 20_000);
