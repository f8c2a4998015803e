/**
 * What must pass between the window and the host, whichever line connects them. Each line's test runs all.
 */
import { type ClientLink, createORPCClient } from '@orpc/client';
import type { RouterClient } from '@orpc/server';
import { expect } from 'vitest';
import type { SampleRouter } from './sampleRouter.ts';

export type SampleClient = RouterClient<SampleRouter>;

export function sampleClient(link: ClientLink<Record<never, never>>): SampleClient {
  return createORPCClient(link);
}

export const whatPasses: Readonly<Record<string, (client: SampleClient) => Promise<void>>> = {
  'a value goes there and back': async (client) => {
    expect(await client.greet({ name: 'Дамир' })).toBe('Үйге, Дамир');
  },
  'a file goes up and another comes down, with name, type and every byte': async (client) => {
    const content = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 256);
    const { file } = await client.reverse({
      file: new File([content], 'Тізім № 1.xlsx', { type: 'application/x-register' }),
    });
    expect(file.name).toBe('reversed Тізім № 1.xlsx');
    expect(file.type).toBe('application/x-register');
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(content).reverse())).toBe(true);
  },
  'an empty file stays a file': async (client) => {
    const { file } = await client.reverse({ file: new File([], 'empty.csv') });
    expect([file.name, file.size]).toEqual(['reversed empty.csv', 0]);
  },
  'events come one after the other until the last': async (client) => {
    const numbers: number[] = [];
    for await (const { number } of await client.count({ to: 5 })) numbers.push(number);
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  },
  'events that nobody wants any more end on the other side too': async (client) => {
    for await (const { number } of await client.count({ to: 1_000_000 })) if (number === 3) break;
    await expect.poll(() => client.counting()).toBe(0);
  },
  'a bug on the other side is an error without its inner text': async (client) => {
    await expect(client.fail()).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    await expect(client.fail()).rejects.not.toMatchObject({ message: 'a bug' });
  },
};
