/**
 * A step in words: a heading, lines under it, and the child's own words where there are any. One function
 * for the screen, the printed file and tests. Pure; a kind that is not known gets no words but a plain card.
 */
import type { TimelineEntry } from '#shared/contract/views.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { isStepKind } from '#shared/domain/steps/index.ts';
import { type Recorded, readPayload } from '#shared/domain/steps/readStep.ts';
import type { Translator } from '#shared/i18n/index.ts';
import type { Days } from '../../../ui/days.ts';
import { describeDecision } from './describeDecision.ts';
import { describeFamily } from './describeFamily.ts';
import { describeFile } from './describeFile.ts';
import { describeWork } from './describeWork.ts';

export interface Said {
  readonly heading: string;
  /** Short facts, shown in one line with dots between. */
  readonly facts: readonly string[];
  readonly text: string | null;
  /** The child's own words. */
  readonly quote: string | null;
}

export interface Telling {
  readonly t: Translator;
  readonly days: Days;
  readonly state: CaseState;
}

/** Null for what this build cannot read. */
export function describe(entry: TimelineEntry, telling: Telling): Said | null {
  const recorded = readEntry(entry);
  return recorded === null ? null : inWords(recorded, telling);
}

/** A step that was read, wherever it is shown. */
export function inWords(recorded: Recorded, telling: Telling): Said | null {
  return (
    describeFamily(recorded, telling) ??
    describeWork(recorded, telling) ??
    describeDecision(recorded, telling) ??
    describeFile(recorded, telling)
  );
}

export function readEntry(entry: TimelineEntry): Recorded | null {
  if (!entry.known || !isStepKind(entry.kind)) return null;
  const read = readPayload(entry.kind, entry.payload);
  return read.ok ? read.recorded : null;
}

export function said(heading: string, parts: Partial<Omit<Said, 'heading'>> = {}): Said {
  return { heading, facts: parts.facts ?? [], text: parts.text || null, quote: parts.quote || null };
}

/** Only what is there. */
export function facts(...given: (string | null | false | undefined)[]): string[] {
  return given.filter((one): one is string => typeof one === 'string' && one !== '');
}

/** "Мама Динара" for a person of the family. */
export function personName({ state, t }: Telling, personId: string): string {
  const kin = state.kin.find((one) => one.personId === personId);
  return kin === undefined
    ? t('caseFile.said.nobody')
    : `${t(`domain.relations.${kin.relation}`)} ${kin.name}`;
}
