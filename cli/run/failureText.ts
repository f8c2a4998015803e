/** A failure in words: one clear sentence, and below it the particulars that a person can act on. */
import { z } from 'zod';
import type { Failure } from '#shared/contract/failure.ts';
import type { WipedView } from '#shared/contract/views.ts';
import { isCheck } from '#shared/domain/gates/checks.ts';
import type { VerdictItem } from '#shared/domain/gates/verdict.ts';
import { isStepKind } from '#shared/domain/steps/index.ts';
import type { Language, Translator } from '#shared/i18n/index.ts';
import { issueKey } from '#shared/i18n/issueText.ts';
import { failureValues } from '#shared/i18n/words/failureValues.ts';
import { kindWords } from '#shared/i18n/words/syncItem.ts';
import { wipedWords } from '#shared/i18n/words/wiped.ts';

export function failureText(failure: Failure, t: Translator): string {
  return t(`failures.${failure.code}`, failureValues(failure.details, t));
}

/** What is missing for a refused move, and which fields are wrong; empty where the sentence says it all. */
export function failureLines(failure: Failure, t: Translator, language: Language): string[] {
  const issues = issueList.safeParse(failure.details?.issues);
  const missing = missingList.safeParse(failure.details?.missing);
  const kind = kindDetails.safeParse(failure.details);
  const wiped = wipedDetails.safeParse(failure.code === 'device_wiped' ? failure.details : null);
  return [
    ...(issues.success
      ? issues.data.map(({ path, message }) => `  ${[path, t(issueKey(message))].filter(Boolean).join(': ')}`)
      : []),
    ...(wiped.success ? wipedWords(wiped.data, t, language).map((line) => `  ${line}`) : []),
    ...(kind.success ? [`  ${kindLine(failure, kind.data.kind, t)}`] : []),
    ...(missing.success ? missing.data.map((item) => `  ${itemText(item, t)}`) : []),
  ];
}

/** A kind by its name; by its id it stands only in a command that is to be typed. */
function kindLine({ code }: Failure, kind: string, t: Translator): string {
  return code === 'evidence_needed' ? t('cli.proveWith', { kind }) : kindWords(kind, t);
}

/** "check — answer", with the count where counting helps. */
export function itemText(item: Pick<VerdictItem, 'id' | 'answer' | 'have' | 'need'>, t: Translator): string {
  const name = isCheck(item.id) ? t(`domain.checks.${item.id}`) : t(`domain.requirements.${item.id}`);
  const count = item.have === undefined || item.need === undefined ? '' : ` (${item.have}/${item.need})`;
  return `${name}: ${t(`domain.answers.${item.answer}`)}${count}`;
}

const wipedDetails = z.custom<WipedView>((details) => typeof details === 'object' && details !== null);
const kindDetails = z.object({
  kind: z.custom<string>((kind) => typeof kind === 'string' && isStepKind(kind)),
});
const issueList = z.array(z.object({ path: z.string(), message: z.string() }));
const missingList = z.array(
  z.custom<VerdictItem>((item) => typeof item === 'object' && item !== null && 'id' in item),
);
