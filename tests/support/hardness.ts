/** Keys that are derived in no time, for profiles that hold nobody's data. */
import type { Hardness } from '#db/vault/hardness.ts';

export const quick: Hardness = async () => ({ memoryKiB: 8, iterations: 1, parallelism: 1 });
