/**
 * What a version of Uige pushed, and what is needed to push it again: one file for each version in
 * tests/fixtures/pushes. The requests are as they went over the wire; a file that is there is never changed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { roles } from '#shared/domain/roles.ts';

export const recordedPushes = z.strictObject({
  /** The server's clock: the tokens are of this moment. */
  now: z.iso.datetime(),
  server: z.uuid(),
  institution: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    feeds: z.strictObject({ institution: z.uuid(), roster: z.uuid(), plan: z.uuid() }),
  }),
  people: z.array(
    z.strictObject({
      id: z.uuid(),
      login: z.string(),
      name: z.string(),
      role: z.enum(roles),
      /** The public keys in base64; nobody has the private ones any more. */
      device: z.strictObject({ id: z.uuid(), signKey: z.base64(), encryptKey: z.base64() }),
    }),
  ),
  /** In the order in which the server received them. */
  pushes: z.array(
    z.strictObject({
      to: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.json(),
      /** For each step of the batch: kind, version, verdict, and its reason where there is one. */
      verdicts: z.array(z.string()),
    }),
  ),
  /** What the cases were by then. A later version may tell more of a case, and nothing else of this. */
  cases: z.record(z.uuid(), z.record(z.string(), z.json())),
});
export type RecordedPushes = z.infer<typeof recordedPushes>;

export const pushesFolder = path.resolve(import.meta.dirname, '..', 'fixtures', 'pushes');

/** Every version that was recorded, by its name. */
export function everyRecording(): { name: string; recorded: RecordedPushes }[] {
  return readdirSync(pushesFolder)
    .sort()
    .map((file) => ({
      name: path.parse(file).name,
      recorded: recordedPushes.parse(JSON.parse(readFileSync(path.join(pushesFolder, file), 'utf8'))),
    }));
}
