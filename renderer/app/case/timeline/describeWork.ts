/** Assessments, checks, goals, support and visits, in words. */

import type { Recorded } from '#shared/domain/steps/readStep.ts';
import { assessmentDomains } from '#shared/domain/steps/work.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { facts, personName, type Said, said, type Telling } from './describe.ts';

export function describeWork(recorded: Recorded, telling: Telling): Said | null {
  const { t, days, state } = telling;
  switch (recorded.kind) {
    case 'child.assessed':
      return said(t('domain.kinds.child.assessed'), {
        facts: facts(scoresInWords(recorded.data.scores, t)),
        text: recorded.data.text,
      });
    case 'family.assessed': {
      const { personId, readiness, scores, housingInspected, text } = recorded.data;
      return said(`${t('domain.kinds.family.assessed')}: ${personName(telling, personId)}`, {
        facts: facts(
          t('caseFile.said.readiness', { level: t(`domain.readiness.${readiness}`) }),
          housingInspected && t('caseFile.said.inspected'),
          scoresInWords(scores, t),
        ),
        text,
      });
    }
    case 'wishes.recorded': {
      const { words, method, wants } = recorded.data;
      return said(t('domain.kinds.wishes.recorded'), {
        facts: facts(t(`domain.wants.${wants}`), t(`domain.wishMethods.${method}`)),
        quote: words,
      });
    }
    case 'check.answered': {
      const { check, answer, reason } = recorded.data;
      return said(`${t(`domain.checks.${check}`)}: ${t(`domain.answers.${answer}`)}`, { text: reason });
    }
    case 'goal.set': {
      const { goal, action, responsible, deadline, domain } = recorded.data;
      return said(`${t('domain.kinds.goal.set')}: ${goal}`, {
        facts: facts(
          t(`domain.assessmentDomains.${domain}`),
          t('caseFile.said.deadline', { day: days.near(deadline) }),
          t('caseFile.said.responsible', { who: responsible }),
        ),
        text: action,
      });
    }
    case 'goal.ended': {
      const goal = state.goals.find((one) => one.goalId === recorded.data.goalId);
      return said(`${t('domain.kinds.goal.ended')}: ${goal?.goal ?? ''}`, {
        facts: facts(t(`domain.goalOutcomes.${recorded.data.outcome}`)),
        text: recorded.data.text,
      });
    }
    case 'support.planned':
    case 'support.delivered': {
      const { what, costTenge, source, category, answersReason } = recorded.data;
      const planned = recorded.kind === 'support.planned';
      const heading = t(planned ? 'domain.kinds.support.planned' : 'domain.kinds.support.delivered');
      const price = costTenge > 0 ? ` — ${days.tenge(costTenge)}` : '';
      return said(`${heading}: ${what}${price}`, {
        facts: facts(
          t(`domain.supportSources.${source}`),
          t(`domain.supportCategories.${category}`),
          answersReason !== null &&
            t('caseFile.said.answersReason', { reason: t(`country.separationReasons.${answersReason}`) }),
          recorded.kind === 'support.planned' &&
            t('caseFile.said.deadline', { day: days.near(recorded.data.dueOn) }),
        ),
        text: recorded.kind === 'support.delivered' ? recorded.data.text : null,
      });
    }
    case 'visit.recorded': {
      const { visitType, childSeen, notSeenReason, atHome, childsWords, text } = recorded.data;
      return said(`${t('domain.kinds.visit.recorded')}: ${t(`domain.visitTypes.${visitType}`)}`, {
        facts: facts(
          childSeen ? t('caseFile.said.seen') : t('caseFile.said.notSeen', { reason: notSeenReason ?? '' }),
          t(`domain.atHome.${atHome}`),
        ),
        text,
        quote: childsWords,
      });
    }
    case 'concern.raised':
      return said(`${t('domain.kinds.concern.raised')}: ${t(`domain.concerns.${recorded.data.concern}`)}`, {
        text: recorded.data.text,
      });
    case 'concern.resolved': {
      const concern = state.concerns.find((one) => one.concernId === recorded.data.concernId);
      const about = concern === undefined ? '' : `: ${t(`domain.concerns.${concern.concern}`)}`;
      return said(`${t('domain.kinds.concern.resolved')}${about}`, { text: recorded.data.text });
    }
    default:
      return null;
  }
}

/** "Здоровье 3, Жильё 1" in the order of the domains; empty where nothing was scored. */
function scoresInWords(scores: Readonly<Partial<Record<string, number>>>, t: Translator): string {
  const list = assessmentDomains
    .flatMap((domain) => {
      const score = scores[domain];
      return score === undefined ? [] : [`${t(`domain.assessmentDomains.${domain}`)} ${score}`];
    })
    .join(', ');
  return list === '' ? '' : t('caseFile.said.scores', { list });
}
