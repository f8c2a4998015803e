/** The list of children while a person types: each key is a call to the host. */
import { createHost } from '#host/host.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { inventedChild } from './field/invented.ts';
import { manyChildren } from './field/manyChildren.ts';
import { benchPassphrase, valueIn } from './field/profile.ts';
import { benchNow } from './field/wayHome.ts';
import { alone, percentile, type Result } from './output/result.ts';

const searches = 60;

export async function measureSearch(home: string): Promise<Result[]> {
  const host = createHost({ home, clock: () => benchNow });
  const client = host.client();
  valueIn(await client.profile.unlock({ passphrase: benchPassphrase }));
  valueIn(await client.cases.list({}));
  const took: number[] = [];
  const chance = new Seeded(4);
  for (let at = 0; at < searches; at += 1) {
    const text = typed(chance, at);
    for (let length = 1; length <= text.length; length += 1) {
      const begun = performance.now();
      valueIn(await client.cases.list({ search: text.slice(0, length) }));
      took.push(performance.now() - begun);
    }
  }
  await host.close();
  return [alone(`search.p95.${manyChildren}`, percentile(took, 0.95), 'ms')];
}

/** What is searched for: names in Cyrillic, first names with them, numbers. */
function typed(chance: Seeded, at: number): string {
  const { familyName, givenName, iin } = inventedChild(chance);
  if (at % 5 === 4 && iin !== null) return iin;
  return at % 2 === 0 ? `${familyName} ${givenName}`.toLowerCase() : familyName;
}
