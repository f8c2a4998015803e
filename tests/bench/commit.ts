/** A step recorded through the host, from the call to its durable answer. */
import path from 'node:path';
import { v7 } from 'uuid';
import { appendSteps } from '#db/steps/append.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { mixedStep } from './field/mix.ts';
import { makeProfile, valueIn } from './field/profile.ts';
import { benchNow, caseSteps, visitDay } from './field/wayHome.ts';
import { alone, percentile, type Result } from './output/result.ts';
import { inNewFolder } from './places.ts';

const children = 33;
const warmUp = 200;
const measured = 1500;

export function measureCommit(): Promise<Result[]> {
  return inNewFolder(async (folder) => {
    const chance = new Seeded(1);
    const profile = await makeProfile(path.join(folder, 'home'), benchNow);
    const { open, client, institutionId } = profile;
    const caseIds = Array.from({ length: children }, () => v7());
    const drafts = caseIds.flatMap((caseId) => caseSteps(chance, { caseId, institutionId }));
    appendSteps(open.database, open.author, open.now(), drafts);
    const took: number[] = [];
    for (let at = 0; at < warmUp + measured; at += 1) {
      const step = { case: caseIds[at % children] ?? '', occurredOn: visitDay, ...mixedStep(chance) };
      const begun = performance.now();
      valueIn(await client.cases.record({ steps: [step] }));
      if (at >= warmUp) took.push(performance.now() - begun);
    }
    await profile.close();
    return [
      alone('commit.p50', percentile(took, 0.5), 'ms'),
      alone('commit.p99', percentile(took, 0.99), 'ms'),
    ];
  });
}
