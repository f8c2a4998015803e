/** Conferences, decisions, trial stays, moves and approvals, in words. */
import type { PayloadOf } from '#shared/domain/steps/index.ts';
import type { Recorded } from '#shared/domain/steps/readStep.ts';
import { facts, personName, type Said, said, type Telling } from './describe.ts';

export function describeDecision(recorded: Recorded, telling: Telling): Said | null {
  const { t, days, state } = telling;
  switch (recorded.kind) {
    case 'conference.held': {
      const { protocolNumber, participants, outcome, text } = recorded.data;
      return said(`${t('domain.kinds.conference.held')}: ${t(`domain.conferenceOutcomes.${outcome}`)}`, {
        facts: facts(
          t('caseFile.said.protocol', { number: protocolNumber }),
          t('caseFile.said.participants', { list: participants.join(', ') }),
        ),
        text,
      });
    }
    case 'decision.recorded': {
      const { body, number, decidedOn, outcome, text } = recorded.data;
      return said(`${t(`domain.decisionBodies.${body}`)}: ${t(`domain.decisionOutcomes.${outcome}`)}`, {
        facts: facts(t('caseFile.said.decision', { number, day: days.full(decidedOn) })),
        text,
      });
    }
    case 'trial.started':
      return said(`${t('domain.kinds.trial.started')}: ${personName(telling, recorded.data.personId)}`, {
        facts: facts(t('caseFile.said.plannedUntil', { day: days.near(recorded.data.plannedUntil) })),
        text: recorded.data.text,
      });
    case 'trial.ended':
      return said(`${t('domain.kinds.trial.ended')}: ${t(`domain.trialOutcomes.${recorded.data.outcome}`)}`, {
        text: recorded.data.text,
        quote: recorded.data.childsWords,
      });
    case 'stage.moved':
      return describeMove(recorded.data, telling);
    case 'override.requested': {
      const { to, checks, reason, mitigation } = recorded.data;
      return said(t('caseFile.waiting.override', { stage: t(`domain.stages.${to}`) }), {
        facts: facts(
          t('caseFile.said.checks', { list: checks.map((check) => t(`domain.checks.${check}`)).join(', ') }),
          t('caseFile.said.mitigation', { text: mitigation }),
        ),
        text: reason,
      });
    }
    case 'override.approved': {
      const { approved, text, withoutSecondPerson } = recorded.data;
      const outcome = t(approved ? 'caseFile.said.approved' : 'caseFile.said.declined');
      return said(`${t('domain.kinds.override.approved')}: ${outcome}`, {
        facts: facts(withoutSecondPerson && t('caseFile.said.alone')),
        text,
      });
    }
    case 'closure.approved':
      return said(t('domain.kinds.closure.approved'), {
        facts: facts(recorded.data.withoutSecondPerson && t('caseFile.said.alone')),
        text: recorded.data.text,
      });
    case 'schedule.recomputed':
      return said(t('domain.kinds.schedule.recomputed'), {
        facts: facts(
          t('caseFile.said.schedule', { count: recorded.data.schedule.due.length }),
          recorded.data.schedule.risk === 'high' && t('caseFile.said.riskHigh'),
        ),
        text: recorded.data.reason,
      });
    case 'reentry.recorded':
      return said(t('domain.kinds.reentry.recorded'), {
        facts: facts(
          recorded.data.reasons.map((reason) => t(`country.separationReasons.${reason}`)).join(', '),
        ),
        text: recorded.data.text,
      });
    case 'siblings.linked':
      return said(t('domain.kinds.siblings.linked'), {
        facts: facts(
          recorded.data.caseIds.filter((id) => id !== state.caseId).length > 0 &&
            t('caseFile.said.siblingsCount', {
              count: recorded.data.caseIds.filter((id) => id !== state.caseId).length,
            }),
          recorded.data.namesOnly.join(', '),
        ),
      });
    default:
      return null;
  }
}

function describeMove(move: PayloadOf<'stage.moved'>, telling: Telling): Said {
  const { t, days } = telling;
  const terms = move.return;
  const overridden = move.verdict.items.filter((item) => item.overridden).length;
  return said(
    t('caseFile.said.moved', { from: t(`domain.stages.${move.from}`), to: t(`domain.stages.${move.to}`) }),
    {
      facts: facts(
        terms !== null &&
          t('caseFile.said.destination', {
            form: t(`country.placementForms.${terms.destination}`),
            who: personName(telling, terms.personId),
          }),
        terms !== null &&
          t('caseFile.said.act', { number: terms.act.number, day: days.full(terms.act.date) }),
        terms !== null &&
          t('caseFile.said.actPeople', { from: terms.act.handedOverBy, to: terms.act.receivedBy }),
        terms?.risk === 'high' && t('caseFile.said.riskHigh'),
        move.toInstitution !== null && t('caseFile.said.toInstitution', { where: move.toInstitution }),
        move.closureReason !== null && t(`domain.closureReasons.${move.closureReason}`),
        overridden > 0 && t('caseFile.said.overrides', { count: overridden }),
        t('caseFile.said.rules', { rules: move.verdict.rules }),
      ),
      text: move.reason,
    },
  );
}
