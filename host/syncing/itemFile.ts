/** One step as a text file, with every word that was written in it: for what the server did not take. */
import type { Language, SyncItemText } from '#shared/contract/views.ts';
import { formatDay, formatInstant } from '#shared/i18n/format.ts';
import { type Translator, translator } from '#shared/i18n/index.ts';
import { kindWords, reasonWords } from '#shared/i18n/words/syncItem.ts';

/** Plain text: a head of facts, then the payload as it was written, nothing left out. */
export function itemFile(item: SyncItemText, language: Language): File {
  const t = translator(language);
  const facts: [string, string][] = [
    [t('sync.lists.what'), kindWords(item.kind, t)],
    [t('sync.lists.child'), item.name ?? ''],
    [t('sync.export.code'), item.caseCode ?? ''],
    [t('sync.lists.day'), formatDay(item.occurredOn, language)],
    [t('sync.item.recorded'), formatInstant(item.recordedAt, language, 'medium')],
    [t('sync.item.author'), item.author ?? ''],
    [t('sync.item.answer'), answerWords(item, t)],
  ];
  const head = facts.filter(([, value]) => value !== '').map(([label, value]) => `${label}: ${value}`);
  const lines = [...head, '', `${item.kind} ${item.version}`, ...payloadLines(item.payload)];
  const name = t('sync.item.fileName', { day: item.occurredOn, code: item.caseCode ?? '' }).trim();
  return new File([`\ufeff${lines.join('\r\n')}\r\n`], `${name}.txt`, { type: 'text/plain; charset=utf-8' });
}

function answerWords({ verdict, reason }: SyncItemText, t: Translator): string {
  if (verdict === null) return t('sync.item.noAnswer');
  const word = t(`domain.verdicts.${verdict}`);
  return reason === '' ? word : `${word}: ${reasonWords(reason, t)}`;
}

/** Texts with their line breaks, everything else as JSON. */
function payloadLines(payload: unknown): string[] {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return [JSON.stringify(payload, null, 2)];
  }
  return Object.entries(payload).flatMap(([field, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
    return text.includes('\n') ? [`${field}:`, ...text.split(/\r?\n/)] : [`${field}: ${text}`];
  });
}
