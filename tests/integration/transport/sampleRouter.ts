/**
 * A small router with what the contract uses: a value, a file up and down, an event iterator, and a failure.
 */
import { setImmediate } from 'node:timers/promises';
import { os } from '@orpc/server';
import { z } from 'zod';

export function createSampleRouter() {
  let locked = false;
  let counting = 0;
  return {
    profile: {
      lock: os.handler(() => {
        locked = true;
      }),
    },
    locked: os.handler(() => locked),
    greet: os.input(z.object({ name: z.string() })).handler(({ input }) => `Үйге, ${input.name}`),
    reverse: os.input(z.object({ file: z.file() })).handler(async ({ input }) => {
      const content = new Uint8Array(await input.file.arrayBuffer()).reverse();
      return { file: new File([content], `reversed ${input.file.name}`, { type: input.file.type }) };
    }),
    count: os.input(z.object({ to: z.int() })).handler(async function* ({ input, signal }) {
      counting += 1;
      try {
        for (let number = 1; number <= input.to && !signal?.aborted; number += 1) {
          yield { number };
          await setImmediate();
        }
      } finally {
        counting -= 1;
      }
    }),
    counting: os.handler(() => counting),
    fail: os.handler(() => {
      throw new Error('a bug');
    }),
  };
}

export type SampleRouter = ReturnType<typeof createSampleRouter>;
