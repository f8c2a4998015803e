/**
 * `uige demo`: the whole main job on the practice register, with a temporary server and devices of its
 * own. Needs no profile, and leaves nothing behind but the report files.
 */
import type { Command } from 'commander';
import { practiceRegisterPath } from '#host/profile/practice.ts';
import { formatDay } from '#shared/i18n/format.ts';
import { runDemo } from '../demo/run.ts';
import { acting, type Declaring } from '../run/register.ts';
import { writableFolder, writeWhole } from '../run/writing.ts';

export function addDemo(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('demo')
    .option('--out <dir>', t('cli.options.demoOut'), 'uige-demo')
    .description(t('cli.commands.demo'))
    .action(
      acting(declaring, async (tool, command) => {
        const { out } = command.opts<{ out: string }>();
        await writableFolder(out, tool);
        const outcome = await runDemo({
          write: (file) => writeWhole(out, file, tool),
          register: practiceRegisterPath(),
          progress: (day) => tool.out.progress(formatDay(day, tool.language)),
        });
        tool.out.result(outcome, () =>
          [
            tool.t('cli.demo.children', { children: outcome.children, returned: outcome.returned }),
            tool.t('cli.demo.residents', { residents: outcome.residents }),
            tool.t('cli.demo.visits', outcome.visits),
            ...(['m3', 'm6', 'm12'] as const).map((after) =>
              tool.t(`cli.demo.${after}`, { ...outcome.stillHome[after] }),
            ),
            tool.t('cli.demo.steps', { steps: outcome.steps, seconds: outcome.seconds }),
            ...outcome.files,
          ].join('\n'),
        );
      }),
    );
}
