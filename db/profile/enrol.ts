/**
 * From standalone to enrolled. The cases go along as they are: their never-acknowledged steps are
 * sealed once more under the device id that the server knows. What the profile kept of its own
 * about institutions (log, roster, directory) ends here, since the server's takes its place; what a
 * person wrote there is carried over and sealed into the server's feed once that is known.
 */
import { z } from 'zod';
import { daySchema } from '#shared/domain/day.ts';
import { type StepKind, stepKinds } from '#shared/domain/steps/index.ts';
import { readStep } from '#shared/domain/steps/readStep.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { projectCase, stepsOf } from '../projections/projectCase.ts';
import { appendSteps, type StepAuthor } from '../steps/append.ts';
import { removeFeed } from '../steps/deleteFeed.ts';
import { feedCursors, feedOfInstitution } from '../steps/feeds.ts';
import { resealUnsent } from '../steps/reseal.ts';
import { recordAlias, resolveAlias } from './aliases.ts';
import { type Profile, readProfile, writeProfile } from './profile.ts';
import { readSetting, writeSetting } from './settings.ts';

export interface Enrolment {
  /** New for this enrolment, not the standalone one. */
  readonly deviceId: string;
  readonly serverUrl: string;
  /** The server's person, name and roles. */
  readonly person: Pick<Profile, 'personId' | 'personName' | 'roles'>;
  /** Local persons and institutions that are the server's. */
  readonly aliases: readonly { readonly local: string; readonly server: string }[];
}

const carriedShape = z.array(
  z.object({
    institutionId: z.string(),
    kind: z.enum(stepKinds),
    payload: z.unknown(),
    occurredOn: daySchema,
  }),
);
const carriedKey = 'carried_steps';

const deleteInstitution = prepare<{ institutionId: string }>()((param) =>
  query.deleteFrom('institution').where('institution_id', '=', param('institutionId')),
);

/** Throws for a profile that is enrolled already: a bug. */
export function enrolProfile(writer: Writer, enrolment: Enrolment, now: Date): void {
  writer.transaction(() => {
    const profile = readProfile(writer);
    if (profile === null || !profile.standalone) throw new Error('only a standalone profile is enrolled');
    for (const { local, server } of enrolment.aliases) {
      recordAlias(writer, local, server);
      if (local !== server) writer.run(deleteInstitution, { institutionId: local });
    }
    const local = feedCursors(writer).filter((feed) => feed.kind !== 'case');
    const carried = local.flatMap((feed) =>
      feed.kind === 'institution' && feed.institutionId !== null
        ? writtenIn(writer, feed.feedId, resolveAlias(writer, feed.institutionId))
        : [],
    );
    writeSetting(writer, carriedKey, carried);
    for (const feed of local) removeFeed(writer, feed.feedId);
    resealUnsent(writer, enrolment.deviceId, now);
    writeProfile(writer, {
      ...profile,
      ...enrolment.person,
      deviceId: enrolment.deviceId,
      standalone: false,
      serverUrl: enrolment.serverUrl,
      enrolledAt: now.toISOString(),
      lastContactAt: now.toISOString(),
    });
    for (const feed of feedCursors(writer)) if (feed.kind === 'case') projectCase(writer, feed.feedId);
  });
}

/** Seals what was carried over into the institution feeds that are known by now. Answers how many steps. */
export function sealCarried(writer: Writer, author: StepAuthor, now: Date): number {
  return writer.transaction(() => {
    const carried = readSetting(writer, carriedKey, carriedShape) ?? [];
    const placed = carried.map((one) => ({
      one,
      feedId: feedOfInstitution(writer, 'institution', one.institutionId),
    }));
    const drafts = placed.flatMap(({ one, feedId }) =>
      feedId === null ? [] : [{ feedId, kind: one.kind, payload: one.payload, occurredOn: one.occurredOn }],
    );
    if (drafts.length === 0) return 0;
    appendSteps(writer, author, now, drafts);
    writeSetting(
      writer,
      carriedKey,
      placed.flatMap(({ one, feedId }) => (feedId === null ? [one] : [])),
    );
    return drafts.length;
  });
}

function writtenIn(writer: Writer, feedId: string, institutionId: string) {
  return stepsOf(writer, feedId)
    .toSorted((one, other) => one.seq - other.seq)
    .flatMap((step) => {
      const known = readStep(step);
      if (known === null) return [];
      const kind: StepKind = known.kind;
      return [{ institutionId, kind, payload: step.payload, occurredOn: step.occurredOn }];
    });
}
