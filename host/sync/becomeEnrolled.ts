/**
 * The moment a standalone profile becomes an enrolled one, in one transaction: person, roles and
 * aliases are the server's; what the device derived for itself is dropped, since the server's
 * summaries take its place; what a person wrote into the institution's feed moves into the
 * server's; and everything unsent is sealed anew under the enrolled device.
 */
import type { Writer } from '#db/open/handles.ts';
import { prepare, query } from '#db/open/query.ts';
import { recordAlias } from '#db/profile/aliases.ts';
import { readProfile, writeProfile } from '#db/profile/profile.ts';
import { writeSetting } from '#db/profile/settings.ts';
import { clearLog } from '#db/projections/institutionLog.ts';
import { projectCase } from '#db/projections/projectCase.ts';
import { ensureFeed, feedCursors } from '#db/steps/feeds.ts';
import { resealUnsent } from '#db/steps/reseal.ts';
import type { Alias, FeedItem, LookAnswer } from '#shared/sync/messages.ts';
import { serverKey } from './connection.ts';
import { type DeviceKeys, storeDeviceKeys } from './deviceKeys.ts';
import type { SyncPorts } from './ports.ts';

export interface Enrolment {
  readonly serverUrl: string;
  readonly deviceId: string;
  readonly keys: DeviceKeys;
  readonly aliases: readonly Alias[];
  readonly welcome: LookAnswer;
  readonly feeds: readonly FeedItem[];
  /** server − device, milliseconds. */
  readonly offset: number;
}

const moveSteps = prepare<{ from: string; to: string }>()((param) =>
  query
    .updateTable('step')
    .set({ feed_id: param('to') })
    .where('feed_id', '=', param('from')),
);
const dropRoster = prepare<{ feedId: string }>()((param) =>
  query.deleteFrom('roster').where('feed_id', '=', param('feedId')),
);
/** A feed that still holds steps (this role has no such feed on the server) stays. */
const dropFeed = prepare<{ feedId: string }>()((param) =>
  query
    .deleteFrom('feed')
    .where('feed_id', '=', param('feedId'))
    .where('feed_id', 'not in', query.selectFrom('step').select('feed_id')),
);
const dropInstitution = prepare<{ id: string }>()((param) =>
  query.deleteFrom('institution').where('institution_id', '=', param('id')),
);
const rehome = prepare<{ feedId: string; institutionId: string }>()((param) =>
  query
    .updateTable('feed')
    .set({ institution_id: param('institutionId') })
    .where('feed_id', '=', param('feedId')),
);

export function becomeEnrolled(ports: SyncPorts, enrolment: Enrolment): void {
  const { database } = ports;
  const now = ports.now();
  database.transaction(() => {
    for (const alias of enrolment.aliases) recordAlias(database, alias.local, alias.server);
    writeIdentity(database, enrolment, now);
    writeSetting(database, serverKey, enrolment.welcome.server);
    const institutions = new Map(
      enrolment.aliases
        .filter((alias) => alias.kind === 'institution')
        .map((alias) => [alias.local, alias.server]),
    );
    const cases = feedCursors(database).filter((feed) => feed.kind === 'case');
    for (const feed of cases) {
      const server = institutions.get(feed.institutionId ?? '');
      if (server !== undefined) database.run(rehome, { feedId: feed.feedId, institutionId: server });
    }
    for (const [local, server] of institutions) {
      if (local !== server) moveInstitution(database, enrolment.feeds, local, server);
    }
    for (const one of enrolment.welcome.memberships) {
      database.put('institution', { institution_id: one.institutionId, name: one.institution, region: null });
    }
    resealUnsent(database, enrolment.deviceId, now);
    storeDeviceKeys(database, enrolment.deviceId, enrolment.keys, now);
    for (const feed of cases) projectCase(database, feed.feedId);
  });
}

function writeIdentity(database: Writer, { serverUrl, welcome, offset }: Enrolment, now: Date): void {
  const profile = readProfile(database);
  if (profile === null) throw new Error('an open database holds a profile');
  writeProfile(database, {
    ...profile,
    personId: welcome.person.id,
    personName: welcome.person.name,
    roles: welcome.memberships.map(({ institutionId, role }) => ({ institutionId, role })),
    standalone: false,
    serverUrl,
    clockOffset: offset,
    newestServerTime: welcome.now,
    lastContactAt: now.toISOString(),
    enrolledAt: now.toISOString(),
  });
}

/** Local feeds of the institution end; what was authored there goes on in the server's feed. */
function moveInstitution(database: Writer, feeds: readonly FeedItem[], local: string, server: string): void {
  for (const feed of feedCursors(database)) {
    if (feed.institutionId !== local || feed.kind === 'case') continue;
    const target = feeds.find((one) => one.kind === feed.kind && one.institution === server);
    clearLog(database, feed.feedId);
    database.run(dropRoster, { feedId: feed.feedId });
    if (target !== undefined) {
      ensureFeed(database, { feedId: target.feed, kind: feed.kind, institutionId: server });
      database.run(moveSteps, { from: feed.feedId, to: target.feed });
    }
    database.run(dropFeed, { feedId: feed.feedId });
  }
  database.run(dropInstitution, { id: local });
}
