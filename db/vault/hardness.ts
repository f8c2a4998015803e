/**
 * How hard a passphrase is made to try: as hard as this machine bears within the time that a person
 * waits at the lock. Never softer than what OWASP's Password Storage Cheat Sheet holds for the least
 * (argon2id, 19 MiB, two passes), and never so hard that another, slower laptop could not open the file.
 */
import { randomBytes } from 'node:crypto';
import type { Argon2Parameters } from './keyFile.ts';
import { keyOfPassphrase } from './wrap.ts';

/** Chooses the parameters for a passphrase that is being set. */
export type Hardness = () => Promise<Argon2Parameters>;

export const softest: Argon2Parameters = { memoryKiB: 19 * 1024, iterations: 2, parallelism: 1 };

/** What a person waits at the lock, milliseconds (house rule). */
export const wantedWait = 750;

/** KiB. More memory costs an attacker's machine more than more passes do, so it is raised first. */
const memories = [256, 128, 64, 32, 19].map((mebibytes) => mebibytes * 1024);
const fewestPasses = 2;
const mostPasses = 8;
/** Other work slows a measurement down and nothing speeds it up: the quickest is the true one. */
const measurements = 3;

/** @param timeOf how long deriving one key with these parameters takes, milliseconds */
export async function chooseHardness(
  timeOf: (parameters: Argon2Parameters) => Promise<number>,
): Promise<Argon2Parameters> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let measured = 0; measured < measurements; measured += 1) {
    quickest = Math.min(quickest, await timeOf(softest));
  }
  // the time grows with memory times passes
  const affordable = (softest.memoryKiB * softest.iterations * wantedWait) / quickest;
  const memoryKiB = memories.find((memory) => memory * fewestPasses <= affordable) ?? softest.memoryKiB;
  const passes = Math.floor(affordable / memoryKiB);
  return { ...softest, memoryKiB, iterations: Math.max(fewestPasses, Math.min(mostPasses, passes)) };
}

/** By this machine's own speed: the processor's time, which other programs do not use up as they do the clock's. */
export const measuredHardness: Hardness = () =>
  chooseHardness(async (parameters) => {
    const started = process.cpuUsage();
    await keyOfPassphrase('a passphrase of usual length', randomBytes(16), parameters);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
