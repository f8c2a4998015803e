/** How hard passphrases are made to try, on fast, slow and busy machines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseHardness, softest, wantedWait } from '#db/vault/hardness.ts';
import type { Argon2Parameters } from '#db/vault/keyFile.ts';

const work = ({ memoryKiB, iterations }: Argon2Parameters) => (memoryKiB * iterations) / 1024;
const softestWork = work(softest);

/** A machine that needs so many milliseconds for a pass over a mebibyte. */
function machine(msPerPass: number) {
  return async (parameters: Argon2Parameters) => work(parameters) * msPerPass;
}

describe('the hardness of a passphrase', () => {
  it.each([
    ['a small virtual machine', 1.6, { memoryKiB: 128 * 1024, iterations: 3 }],
    ['an office laptop', 0.9, { memoryKiB: 256 * 1024, iterations: 3 }],
    ['an old netbook', 8, { memoryKiB: 32 * 1024, iterations: 2 }],
    ['a machine too slow for the wait', 60, { memoryKiB: 19 * 1024, iterations: 2 }],
    ['a machine that a laptop would never catch up with', 0.01, { memoryKiB: 256 * 1024, iterations: 8 }],
  ])('fits %s', async (_, msPerPass, wanted) => {
    expect(await chooseHardness(machine(msPerPass))).toMatchObject(wanted);
  });

  it('is never softer than the least, and waits no longer than wanted unless that is the least', async () => {
    const speeds = fc.double({ min: 0.001, max: 1000, noNaN: true });
    await fc.assert(
      fc.asyncProperty(speeds, async (msPerPass) => {
        const chosen = await chooseHardness(machine(msPerPass));
        expect(chosen.memoryKiB).toBeGreaterThanOrEqual(softest.memoryKiB);
        expect(chosen.iterations).toBeGreaterThanOrEqual(softest.iterations);
        const wait = work(chosen) * msPerPass;
        expect(wait <= wantedWait + 1e-6 || work(chosen) === softestWork).toBe(true);
      }),
    );
  });

  it('is not softened by a moment in which the machine was busy', async () => {
    const busy = [900, 62, 300];
    const chosen = await chooseHardness(async () => busy.pop() ?? 0);
    expect(chosen).toEqual(await chooseHardness(async () => 62));
  });
});
