/** Children and their cases, as the contract asks. */
import { readCase } from '#db/queries/cases.ts';
import type { ListedChild } from '#db/queries/childRow.ts';
import { listCaseworkers } from '#db/queries/directory.ts';
import { timeline } from '#db/queries/timeline.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { app } from '../implement.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import type { Session } from '../session/session.ts';
import { caseView } from './caseView.ts';
import { childPage } from './childPage.ts';
import { findCase } from './findCase.ts';
import { openCase } from './openCase.ts';
import { readinessOf } from './readiness.ts';
import { recordedElsewhere, recordSteps } from './record.ts';

export function casesChapter(session: Session) {
  return app.cases.router({
    list: app.cases.list.handler(({ input }) => session.whenOpen((open) => done(childPage(open, input)))),
    caseworkers: app.cases.caseworkers.handler(() =>
      session.whenOpen((open) =>
        done(listCaseworkers(open.database).map((one) => ({ ...one, name: one.name ?? '' }))),
      ),
    ),
    open: app.cases.open.handler(({ input }) =>
      session.whenSureOfToday((open) => {
        const opened = openCase(open, input);
        if (opened.ok) session.recorded();
        return opened;
      }),
    ),
    get: app.cases.get.handler(({ input }) =>
      session.whenOpen((open) =>
        held(open, input.case, (child, state) => done(caseView(open, child, state))),
      ),
    ),
    timeline: app.cases.timeline.handler(({ input }) =>
      session.whenOpen((open) =>
        held(open, input.case, ({ caseId }) => done(timeline(open.database, caseId))),
      ),
    ),
    readiness: app.cases.readiness.handler(({ input }) =>
      session.whenOpen((open) =>
        held(open, input.case, (_, state) => readinessOf(state, input.to, input.payload, open.today())),
      ),
    ),
    record: app.cases.record.handler(({ input }) =>
      session.whenSureOfToday((open) => {
        const elsewhere = input.steps.find((step) => recordedElsewhere.includes(step.kind));
        if (elsewhere !== undefined) return failed('forbidden', { kind: elsewhere.kind });
        const recorded = recordSteps(open, input.steps, input.oneEvent);
        if (recorded.ok) session.recorded();
        return recorded;
      }),
    ),
  });
}

/** A case whose steps this device holds: of any other there is only a line in a list. */
function held<Value>(
  open: OpenProfile,
  idOrCode: string,
  work: (child: ListedChild, state: CaseState) => Result<Value>,
): Result<Value> {
  const child = findCase(open.database, idOrCode);
  if (child === null) return failed('not_found', { case: idOrCode });
  const state = readCase(open.database, child.caseId);
  return state === null ? failed('forbidden', { case: idOrCode }) : work(child, state);
}
