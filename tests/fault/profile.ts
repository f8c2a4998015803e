/** A real profile in a folder of its own, and what it holds when it is opened again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHost } from '#host/host.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';
import type { VerifyView } from '#shared/contract/views.ts';
import { aChild } from '../factories/story.ts';
import { quick } from '../support/hardness.ts';
import { passphrase } from './process.ts';

export interface TestProfile {
  readonly home: string;
  readonly caseCodes: readonly string[];
}

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'uige-fault-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A caseworker's profile with some open cases. */
export async function makeProfile(home: string, cases: number): Promise<TestProfile> {
  const host = createHost({ home, clock: () => new Date(), hardness: quick });
  const client = host.client();
  valueIn(
    await client.profile.create({
      name: 'Айгүл Сапарова',
      role: 'caseworker',
      institution: 'Дом надежды',
      passphrase,
      language: 'ru',
    }),
  );
  const caseCodes: string[] = [];
  for (let at = 0; at < cases; at += 1) {
    const opened = await client.cases.open({
      institution: 'Дом надежды',
      child: { ...aChild, iin: null, iinStatus: 'missing' },
      admittedOn: '2025-01-10',
      evenIfDuplicate: true,
    });
    caseCodes.push(valueIn(opened).caseCode);
  }
  await host.close();
  return { home, caseCodes };
}

export interface Held {
  readonly notes: ReadonlySet<string>;
  readonly children: number;
  readonly verified: VerifyView;
}

/** Opens the profile as after a crash, and tells which notes it holds and what `verify` says. */
export async function reopened(profile: TestProfile): Promise<Held> {
  return withProfile(profile.home, async (client) => {
    const timelines = await Promise.all(
      profile.caseCodes.map((code) => client.cases.timeline({ case: code })),
    );
    const notes = timelines.flatMap((timeline) =>
      valueIn(timeline).filter(({ kind }) => kind === 'note.added'),
    );
    return {
      notes: new Set(notes.map(({ id }) => id)),
      children: valueIn(await client.cases.list({})).total,
      verified: valueIn(await client.data.verify()),
    };
  });
}

export async function withProfile<Value>(
  home: string,
  work: (client: AppClient) => Promise<Value>,
): Promise<Value> {
  const host = createHost({ home, clock: () => new Date() });
  try {
    const client = host.client();
    valueIn(await client.profile.unlock({ passphrase }));
    return await work(client);
  } finally {
    await host.close();
  }
}

export function valueIn<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(JSON.stringify(result.error));
}

/** Faults that `verify` finds; none in a profile that is whole. */
export function faultsOf({ chain, projections, feeds }: VerifyView): string[] {
  return [
    ...chain.faults,
    ...projections.faults,
    ...feeds.filter((feed) => !feed.ok).map((feed) => `feed ${feed.kind} ${feed.pos}`),
  ];
}
