/** Hashes passwords beside the server: a quarter of a second in which nobody else should wait. */
import { parentPort } from 'node:worker_threads';
import { argon2id, argon2Verify } from 'hash-wasm';
import type { Answer, Order } from './passwords.ts';

parentPort?.on('message', async (order: Order) => {
  const answer = await work(order).catch((): Answer => ({ id: order.id, failed: true }));
  parentPort?.postMessage(answer);
});

async function work({ id, password, ...order }: Order): Promise<Answer> {
  if ('hash' in order) return { id, matches: await argon2Verify({ password, hash: order.hash }) };
  const { memorySize, iterations, parallelism, salt } = order;
  const options = { password, salt, memorySize, iterations, parallelism, hashLength: 32 };
  return { id, hash: await argon2id({ ...options, outputType: 'encoded' }) };
}
