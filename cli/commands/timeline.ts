/** `uige timeline CODE`: the steps of a case in their order. */
import type { Command } from 'commander';
import { formatDay } from '#shared/i18n/format.ts';
import { valueIn } from '../run/failure.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { table } from '../run/table.ts';
import { withProfile } from '../run/tool.ts';

export function addTimeline(program: Command, declaring: Declaring): void {
  program
    .command('timeline')
    .argument('<code>', declaring.t('cli.arguments.code'))
    .description(declaring.t('cli.commands.timeline'))
    .action(
      acting(declaring, (tool, command) =>
        withProfile(tool, async ({ client, out, t, language }) => {
          const steps = valueIn(await client.cases.timeline({ case: argument(command, 0) }));
          out.result(steps, () =>
            table(
              [
                t('cli.columns.day'),
                t('cli.columns.kind'),
                t('cli.columns.author'),
                t('cli.columns.position'),
              ],
              steps.map((step) => [
                formatDay(step.occurredOn, language, 'numeric'),
                step.withdrawnBy === null ? step.kind : `(${step.kind})`,
                step.author,
                step.pos,
              ]),
            ),
          );
        }),
      ),
    );
}
