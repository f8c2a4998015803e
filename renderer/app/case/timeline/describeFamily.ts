/** Steps about the child's people, in words. */
import type { Recorded } from '#shared/domain/steps/readStep.ts';
import { phoneText } from '../../../ui/phoneText.ts';
import { claimValue } from '../claimValue.ts';
import { facts, personName, type Said, said, type Telling } from './describe.ts';

export function describeFamily(recorded: Recorded, telling: Telling): Said | null {
  const { t, days } = telling;
  switch (recorded.kind) {
    case 'kin.found': {
      const { relation, name, phone, place, note } = recorded.data;
      return said(`${t('domain.kinds.kin.found')}: ${t(`domain.relations.${relation}`)} ${name}`, {
        facts: facts(place, phone == null ? null : phoneText(phone)),
        text: note,
      });
    }
    case 'kin.amended':
      return said(`${t('domain.kinds.kin.amended')}: ${personName(telling, recorded.data.personId)}`, {
        facts: facts(
          ...Object.entries(recorded.data.set).map(([field, value]) =>
            t('caseFile.said.setField', {
              field: isKinField(field) ? t(`domain.kinFields.${field}`) : field,
              value: claimValue(`kin.${recorded.data.personId}.${field}`, value, t, days),
            }),
          ),
          t('caseFile.timeline.reason', { text: recorded.data.reason }),
        ),
      });
    case 'kin.verified': {
      const { personId, method, detail, verified } = recorded.data;
      const heading = verified ? t('domain.kinds.kin.verified') : t('caseFile.family.refuted');
      return said(`${heading}: ${personName(telling, personId)}`, {
        facts: facts(t(`domain.verifyMethods.${method}`)),
        text: detail,
      });
    }
    case 'consent.recorded': {
      const { personId, scope, given, how, until, text } = recorded.data;
      const who = personId === null ? t('caseFile.said.fromChild') : personName(telling, personId);
      return said(`${t('domain.kinds.consent.recorded')}: ${who}`, {
        facts: facts(
          t(given ? 'caseFile.said.given' : 'caseFile.said.refused'),
          scope.map((one) => t(`domain.consentScopes.${one}`)).join(', '),
          t(`domain.consentHow.${how}`),
          until !== null && t('caseFile.said.until', { day: days.near(until) }),
        ),
        text,
      });
    }
    case 'contact.recorded': {
      const { personIds, contactType, place, minutes, childsWords, text } = recorded.data;
      return said(t(`domain.contactTypes.${contactType}`), {
        facts: facts(
          personIds.map((id) => personName(telling, id)).join(', '),
          minutes !== null && t('caseFile.said.minutes', { count: minutes }),
          place,
        ),
        text,
        quote: childsWords,
      });
    }
    default:
      return null;
  }
}

const kinFieldNames = ['relation', 'name', 'phone', 'address', 'place', 'note'] as const;

function isKinField(field: string): field is (typeof kinFieldNames)[number] {
  return kinFieldNames.some((name) => name === field);
}
