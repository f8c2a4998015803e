/** The day from which an institution's progress is counted; the first register that is imported sets it, once. */
import { prepare, query } from '#db/open/query.ts';
import { appendSteps } from '#db/steps/append.ts';
import { ensureFeed } from '#db/steps/feeds.ts';
import type { Day } from '#shared/domain/day.ts';
import { mayWrite } from '#shared/domain/permissions.ts';
import type { PayloadOf } from '#shared/domain/steps/index.ts';
import type { OpenProfile } from '../session/openProfile.ts';

const baselines = prepare<{ feedId: string }>()((param) =>
  query
    .selectFrom('step')
    .select('id')
    .where('feed_id', '=', param('feedId'))
    .where('kind', '=', 'baseline.set')
    .limit(1),
);

export function setBaselineOnce(
  open: OpenProfile,
  institutionId: string,
  day: Day,
  source: PayloadOf<'baseline.set'>['source'],
): void {
  if (!mayWrite(open.rolesAt(institutionId), 'institution', 'plan')) return;
  open.database.transaction(() => {
    const feedId = ensureFeed(open.database, { kind: 'institution', institutionId });
    if (open.database.get(baselines, { feedId }) !== undefined) return;
    const draft = {
      feedId,
      kind: 'baseline.set' as const,
      payload: { day, source },
      occurredOn: open.today(),
    };
    appendSteps(open.database, open.author, open.now(), [draft]);
  });
}
