/** `uige tasks`: what is due and overdue on the day. */
import type { Command } from 'commander';
import { formatDay } from '#shared/i18n/format.ts';
import { valueIn } from '../run/failure.ts';
import { acting, type Declaring } from '../run/register.ts';
import { table } from '../run/table.ts';
import { withProfile } from '../run/tool.ts';

export function addTasks(program: Command, declaring: Declaring): void {
  program
    .command('tasks')
    .description(declaring.t('cli.commands.tasks'))
    .action(
      acting(declaring, (tool) =>
        withProfile(tool, async ({ client, out, t, language }) => {
          const tasks = valueIn(await client.tasks.due());
          const headings = [
            t('cli.columns.code'),
            t('cli.columns.name'),
            t('cli.columns.task'),
            t('cli.columns.due'),
            t('cli.columns.overdueDays'),
          ];
          out.result(tasks, () =>
            table(
              headings,
              tasks.map((task) => [
                task.caseCode,
                task.name,
                t(`domain.tasks.${task.kind}`),
                formatDay(task.dueOn, language, 'numeric'),
                Math.max(0, task.overdueDays),
              ]),
            ),
          );
        }),
      ),
    );
}
