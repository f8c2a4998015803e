/**
 * A line of the audit in the words of a person: what was done, by whom, how it ended and what about. Whatever
 * has no words yet is told as it was written rather than not at all; ids are told by their ends.
 */
import type { AuditLine } from '#shared/console/oversight.ts';
import { isDay } from '#shared/domain/day.ts';
import { shortId } from '#shared/domain/shortId.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Tone } from '../../ui/parts/Chip.tsx';
import type { Say } from '../../ui/useSay.ts';
import type { When } from '../when.ts';

export interface AuditWords {
  who(line: AuditLine): string;
  what(line: AuditLine): string;
  details(line: AuditLine): string;
  outcome(line: AuditLine): string;
}

/** The ellipsis stays with what comes behind it. */
function idOf(id: string): string {
  return shortId(id).replace('…', '…\u2060');
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
/** Done on the server's machine, with nobody signed in. */
const onCommandLine = /^(admin|bundle|server)\./;
const byTheServer = ['audit.end', 'grant.end'];

export function auditWords(t: Translator, say: Say, when: Pick<When, 'at' | 'day'>): AuditWords {
  const word = (key: string, plain: string): string => {
    const said = say(`console.audit.${key}`);
    return said === `console.audit.${key}` ? plain : said;
  };
  const action = (name: string): string => {
    const [place, section = ''] = name.split('.');
    const known = word(`actions.${name.replaceAll('.', '_')}`, '');
    if (known !== '') return known;
    const key = `console.${section}.title`;
    const title = say(key);
    return place === 'console' && title !== key ? t('console.audit.askedFor', { title }) : name;
  };
  const value = (of: string, name: string, given: string): string => {
    if (given === '') return t('console.wholeServer');
    if (name === 'role') return roleWord(say, given);
    if (name === 'asked') return given.split(' ').map(action).join(', ');
    if (name === 'format') return given.toUpperCase();
    if (of === 'admin.device.revoke' && name === 'as') return word(`revokedAs.${given}`, given);
    if (uuid.test(given)) return idOf(given);
    if (isDay(given)) return when.day(given);
    return instant.test(given) ? when.at(given) : given;
  };
  const field = (of: string, name: string): string =>
    word(`fields.${of.replaceAll('.', '_')}_${name}`, word(`fields.${name}`, name));
  return {
    what: (line) => action(line.action),
    outcome: ({ outcome }) =>
      word(
        `outcomes.${outcome}`,
        /^status_\d+$/.test(outcome) ? t('console.audit.outcomes.refused') : outcome,
      ),
    who: ({ person, deviceId, action: done }) => {
      if (person !== null)
        return uuid.test(person) ? t('console.audit.person', { id: idOf(person) }) : person;
      if (byTheServer.includes(done)) return t('console.audit.server');
      if (onCommandLine.test(done)) return t('console.commandLine');
      return deviceId === null ? '—' : t('console.audit.device', { id: idOf(deviceId) });
    },
    details: ({ details, deviceId, action: done }) => {
      const device =
        deviceId !== null && done.startsWith('admin.')
          ? [t('console.audit.device', { id: idOf(deviceId) })]
          : [];
      const rest = Object.entries(details).map(
        ([name, given]) => `${field(done, name)}: ${value(done, name, given)}`,
      );
      return [...device, ...rest].join(' · ');
    },
  };
}

function roleWord(say: Say, role: string): string {
  const key = `domain.roles.${role}`;
  const said = say(key);
  return said === key ? role : said;
}

/** What ended as it was meant to; what is asked for again by itself, or was only too early. */
const plain = ['done', 'listening', 'begun'];
const passing = ['code_needed', 'had_none', 'not_there', 'outOfOrder', 'forkAt', 'mismatched', 'status_409'];

export function toneOf({ outcome }: AuditLine): Tone {
  if (plain.includes(outcome)) return 'plain';
  return passing.includes(outcome) ? 'soon' : 'danger';
}
