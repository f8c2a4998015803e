/**
 * An institution that was entered again after its server was restored has another id and other feeds. What
 * this device kept under the former ones ends, as what a standalone profile kept does at its enrolment; what
 * its person wrote there is sealed once more, with its id and its salt, into the feed that takes its place.
 */
import { type SealedStep, sealBytes } from '#shared/sync/seal.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { prevHashOf, storeOwn } from '../steps/append.ts';
import { removeFeed } from '../steps/deleteFeed.ts';
import { feedCursors, feedOfInstitution } from '../steps/feeds.ts';
import { lastNumber, raiseLastNumber } from '../steps/ownNumbers.ts';
import { storedStepOf } from '../steps/rows.ts';
import { readProfile } from './profile.ts';

const ownIn = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('step')
    .selectAll()
    .where('feed_id', '=', param('feedId'))
    .where('device_id', 'in', query.selectFrom('own_device').select('device_id'))
    .orderBy('recorded_at')
    .orderBy('seq'),
);
const isHeld = prepare<{ feedId: string; id: string }>()((param) =>
  query.selectFrom('step').select('id').where('feed_id', '=', param('feedId')).where('id', '=', param('id')),
);
const deleteInstitution = prepare<{ institutionId: string }>()((param) =>
  query.deleteFrom('institution').where('institution_id', '=', param('institutionId')),
);

/**
 * After the new epoch has begun and the feeds that take the place are known. The former feeds keep own steps:
 * the server takes their numbers without a hole, and withholds them. Answers how many steps were sealed once more.
 */
export function leaveFormerInstitution(
  writer: Writer,
  { former, present }: { readonly former: string; readonly present: string },
): number {
  return writer.transaction(() => {
    writer.run(deleteInstitution, { institutionId: former });
    const feeds = feedCursors(writer).filter((feed) => feed.institutionId === former && feed.kind !== 'case');
    let carried = 0;
    for (const { feedId, kind } of feeds) {
      const own = writer.all(ownIn, { feedId }).map(storedStepOf);
      if (own.length === 0) removeFeed(writer, feedId);
      const place = feedOfInstitution(writer, kind, present);
      if (place !== null) carried += sealInto(writer, place, own);
    }
    return carried;
  });
}

function sealInto(writer: Writer, feedId: string, steps: readonly SealedStep[]): number {
  const deviceId = readProfile(writer)?.deviceId ?? '';
  const before = lastNumber(writer, deviceId);
  if (before === null) throw new Error('an enrolled device counts its steps');
  let seq = before;
  for (const { payload, salt, ...former } of steps) {
    if (writer.get(isHeld, { feedId, id: former.id }) !== undefined) continue;
    seq += 1;
    const header = { ...former, feedId, deviceId, seq, basePos: 0 };
    storeOwn(writer, sealBytes(header, payload, salt, prevHashOf(writer, header)));
  }
  raiseLastNumber(writer, deviceId, seq);
  return seq - before;
}
