/** How the closure of an institution goes, as the contract asks. */
import { listInstitutions } from '#db/queries/directory.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { done, failed } from '#shared/contract/failure.ts';
import { earlierDay } from '#shared/domain/day.ts';
import { mayRead } from '#shared/domain/permissions.ts';
import { app } from '../implement.ts';
import type { OpenProfile } from '../session/openProfile.ts';
import type { Session } from '../session/session.ts';
import { findInstitution } from './ensure.ts';
import { figuresOn, institutionAsOf } from './figures.ts';

export function institutionChapter(session: Session) {
  return app.institution.router({
    list: app.institution.list.handler(() =>
      session.whenOpen((open) =>
        done(
          listInstitutions(open.database)
            .filter((one) => maySee(open, one.institutionId))
            .map(({ institutionId, name }) => ({ institutionId, name })),
        ),
      ),
    ),
    figures: app.institution.figures.handler(({ input }) =>
      session.whenOpen((open) => {
        const found = findInstitution(open, input.institution);
        if (found === null) return failed('institution_unknown');
        const { institutionId, name } = found;
        if (!maySee(open, institutionId)) return failed('forbidden');
        // nothing is known of days to come: a visit that is not due yet is not missed
        const asOf = earlierDay(input.asOf ?? open.today(), open.today());
        const known = institutionAsOf(open.database, institutionId, asOf);
        const figures = figuresOn(institutionId, known, asOf);
        return done({ name, figures, unsent: unsentOf(open) });
      }),
    ),
  });
}

/** A standalone profile derives its figures from its own steps at once: none waits. */
function unsentOf(open: OpenProfile): number {
  return open.profile.standalone ? 0 : countUnsent(open.database);
}

export function maySee(open: OpenProfile, institutionId: string): boolean {
  return mayRead(open.rolesAt(institutionId), 'institution');
}
