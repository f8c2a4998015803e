/** `uige institution NAME`: how the closure goes, from the institution's feed alone. */
import type { Command } from 'commander';
import type { Day } from '#shared/domain/day.ts';
import type { InstitutionFigures, StillHome } from '#shared/domain/indicators/shape.ts';
import { stages } from '#shared/domain/stages.ts';
import { formatDay } from '#shared/i18n/format.ts';
import { valueIn } from '../run/failure.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { readDay } from '../run/settings.ts';
import { pairs, type TableCell } from '../run/table.ts';
import { type Tool, withProfile } from '../run/tool.ts';

export function addInstitution(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('institution')
    .argument('<name>', t('cli.arguments.institution'))
    .option('--as-of <day>', t('cli.options.asOf'), readDay)
    .description(t('cli.commands.institution'))
    .action(
      acting(declaring, (tool, command) =>
        withProfile(tool, async (opened) => {
          const { asOf } = command.opts<{ asOf?: Day }>();
          const asked = { institution: argument(command, 0), ...(asOf === undefined ? {} : { asOf }) };
          const { name, figures, unsent } = valueIn(await opened.client.institution.figures(asked));
          opened.out.result({ name, ...figures, unsent }, () => words(name, figures, opened));
        }),
      ),
    );
}

function words(name: string, figures: InstitutionFigures, { t, language }: Tool): string {
  const home = ({ home: at, of }: StillHome): string => `${at} / ${of}`;
  const facts: [string, TableCell][] = [
    [t('cli.institution.asOf'), formatDay(figures.asOf, language, 'numeric')],
    [t('cli.institution.position'), figures.position],
    [t('cli.institution.baseline'), figures.baseline],
    [t('cli.institution.admitted'), figures.admitted],
    [t('cli.institution.left'), figures.left],
    [t('cli.institution.residents'), figures.residents],
    [t('cli.institution.returnedHome'), figures.returnedHome],
    [t('cli.institution.alternativeFamily'), figures.alternativeFamily],
    [t('cli.institution.stillHome', { months: 3 }), home(figures.stillHome.m3)],
    [t('cli.institution.stillHome', { months: 6 }), home(figures.stillHome.m6)],
    [t('cli.institution.stillHome', { months: 12 }), home(figures.stillHome.m12)],
    [t('cli.institution.reentered'), figures.reentered],
    [t('cli.institution.visits'), `${figures.visits.due} / ${figures.visits.done} / ${figures.visits.seen}`],
  ];
  const byStage = stages.flatMap((stage): [string, TableCell][] => {
    const children = figures.byStage[stage];
    return children === undefined ? [] : [[t(`domain.stages.${stage}`), children]];
  });
  return `${name}\n\n${pairs(facts)}\n\n${pairs(byStage)}`;
}
