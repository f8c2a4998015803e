/**
 * The large database: 50,000 children with 40 steps each, two million in all. Made once, through the same
 * functions that record steps, and kept for the next runs; anew when schema or history change.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { schemaVersion } from '#db/migrations/index.ts';
import { appendSteps, type StepDraft } from '#db/steps/append.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { keptFolder } from '../places.ts';
import { mixedStep } from './mix.ts';
import { makeProfile } from './profile.ts';
import { benchNow, caseSteps, stepsToReturn, visitDay } from './wayHome.ts';

export const manyChildren = 50_000;
const stepsEach = 40;
const atOnce = 250;

/** The profile's folder. */
export async function largeProfile(progress: (done: number, total: number) => void): Promise<string> {
  const home = keptFolder(`children-${manyChildren}-schema-${schemaVersion}-${schemaDigest()}`);
  if (existsSync(home)) return home;
  for (const old of readdirSync(path.dirname(home))) {
    if (old.startsWith('children-')) rmSync(path.join(path.dirname(home), old), { recursive: true });
  }
  const unfinished = keptFolder('children-unfinished');
  const profile = await makeProfile(unfinished, benchNow);
  const { open, institutionId } = profile;
  const chance = new Seeded(3);
  for (let done = 0; done < manyChildren; done += atOnce) {
    progress(done, manyChildren);
    const drafts = Array.from({ length: atOnce }, () => history(chance, v7(), institutionId)).flat();
    appendSteps(open.database, open.author, open.now(), drafts);
  }
  await profile.close();
  renameSync(unfinished, home);
  return home;
}

/** A case somewhere on its way, with notes and corrections in between. */
function history(chance: Seeded, caseId: string, institutionId: string): StepDraft[] {
  const home = chance.next() < 0.4;
  const steps = caseSteps(chance, { caseId, institutionId }, home ? stepsToReturn : chance.between(4, 20));
  const rest = Array.from({ length: stepsEach - steps.length }, (): StepDraft => {
    const mixed = mixedStep(chance);
    return { feedId: caseId, occurredOn: visitDay, ...mixed };
  });
  return [...steps, ...rest];
}

function schemaDigest(): string {
  const folder = fileURLToPath(new URL('../../../db/migrations', import.meta.url));
  const digest = createHash('sha256');
  for (const name of readdirSync(folder).sort()) digest.update(readFileSync(path.join(folder, name)));
  return digest.digest('hex').slice(0, 8);
}
