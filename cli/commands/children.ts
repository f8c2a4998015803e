/** `uige children`: the register of the profile, filtered and searched as in the window. */
import { type Command, Option } from 'commander';
import type { ChildRow } from '#shared/contract/views.ts';
import { type Stage, stages } from '#shared/domain/stages.ts';
import { formatDay } from '#shared/i18n/format.ts';
import { valueIn } from '../run/failure.ts';
import { acting, type Declaring } from '../run/register.ts';
import { table } from '../run/table.ts';
import { type Opened, withProfile } from '../run/tool.ts';

const everyChild = 100_000;

export function addChildren(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('children')
    .description(t('cli.commands.children'))
    .addOption(new Option('--stage <stage>', t('cli.options.stage')).choices([...stages]))
    .option('--search <text>', t('cli.options.search'))
    .action(
      acting(declaring, (tool, command) =>
        withProfile(tool, async (opened) => {
          const { stage, search } = command.opts<{ stage?: Stage; search?: string }>();
          const page = valueIn(
            await opened.client.cases.list({
              stages: stage === undefined ? [] : [stage],
              search: search ?? '',
              limit: everyChild,
            }),
          );
          opened.out.result(page.rows, () => childrenTable(page.rows, opened));
        }),
      ),
    );
}

function childrenTable(rows: readonly ChildRow[], { t, language }: Opened): string {
  const lines = rows.map((row) => [
    row.caseCode,
    row.name,
    row.birthDate === null ? row.birthYear : formatDay(row.birthDate, language, 'numeric'),
    t(`domain.stages.${row.stage}`),
    row.admittedOn === null ? null : formatDay(row.admittedOn, language, 'numeric'),
    row.caseworker,
  ]);
  const headings = [
    t('cli.columns.code'),
    t('cli.columns.name'),
    t('cli.columns.born'),
    t('cli.columns.stage'),
    t('cli.columns.admitted'),
    t('cli.columns.caseworker'),
  ];
  return `${table(headings, lines)}\n${t('cli.count', { count: rows.length })}`;
}
