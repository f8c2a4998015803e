/** What the sync page saves: its lists as a table, each step by name with what to do about it. */
import { writeListCsv, writeListXlsx } from '#reports/list/writeList.ts';
import type { Language, SyncItem, SyncView } from '#shared/contract/views.ts';
import type { Day } from '#shared/domain/day.ts';
import { formatDay, formatInstant } from '#shared/i18n/format.ts';
import { type Translator, translator } from '#shared/i18n/index.ts';
import { conflictName } from '#shared/i18n/words/conflictName.ts';
import {
  adviceWords,
  kindWords,
  reasonWords,
  type SyncList,
  syncLists,
} from '#shared/i18n/words/syncItem.ts';

const widths = { matter: 24, day: 12, what: 30, child: 32, code: 14, recorded: 22, author: 26, answer: 40 };

/** @param today day of making */
export async function listFile(
  view: Pick<SyncView, SyncList>,
  format: 'xlsx' | 'csv',
  language: Language,
  today: Day,
): Promise<File> {
  const t = translator(language);
  const table = {
    sheet: t('sync.export.sheet'),
    columns: [
      { title: t('sync.export.matter'), width: widths.matter },
      { title: t('sync.lists.day'), width: widths.day },
      { title: t('sync.lists.what'), width: widths.what },
      { title: t('sync.lists.child'), width: widths.child },
      { title: t('sync.export.code'), width: widths.code },
      { title: t('sync.item.recorded'), width: widths.recorded },
      { title: t('sync.item.author'), width: widths.author },
      { title: t('sync.item.answer'), width: widths.answer },
      { title: t('sync.item.advice'), width: widths.answer },
    ],
    rows: syncLists.flatMap((list) => view[list].map((item) => rowOf(list, item, language, t))),
  };
  const bytes = format === 'csv' ? writeListCsv(table, language) : await writeListXlsx(table, today);
  const type =
    format === 'csv'
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new File([new Uint8Array(bytes)], `${t('sync.export.fileName', { day: today })}.${format}`, {
    type,
  });
}

function rowOf(list: SyncList, item: SyncItem, language: Language, t: Translator): string[] {
  const isConflict = list === 'conflicts';
  return [
    t(`sync.lists.${list}`),
    formatDay(item.occurredOn, language, 'numeric'),
    isConflict ? conflictName(item.reason, { kin: [] }, t) : kindWords(item.kind, t),
    item.name ?? '',
    item.caseCode ?? '',
    formatInstant(item.recordedAt, language, 'medium'),
    item.author ?? '',
    isConflict || item.reason === '' ? '' : reasonWords(item.reason, t),
    adviceWords(list, item.reason, t),
  ];
}
