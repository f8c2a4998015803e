/** `uige kinds`: the kinds of step there are. Needs no profile. */
import type { Command } from 'commander';
import { acting, type Declaring } from '../run/register.ts';
import { table } from '../run/table.ts';
import { withHost } from '../run/tool.ts';

export function addKinds(program: Command, declaring: Declaring): void {
  program
    .command('kinds')
    .description(declaring.t('cli.commands.kinds'))
    .action(
      acting(declaring, async (tool) => {
        const { t } = tool;
        const kinds = await withHost(tool, (client) => client.kinds.list());
        tool.out.result(kinds, () =>
          table(
            [t('cli.columns.kind'), t('cli.columns.version'), t('cli.columns.feed'), t('cli.columns.group')],
            kinds.map((one) => [one.kind, one.version, one.feed, one.group]),
          ),
        );
      }),
    );
}
