/** `uige case CODE`: one case as it is projected now. */
import type { Command } from 'commander';
import type { CaseView } from '#shared/contract/views.ts';
import { fullName } from '#shared/domain/case/current.ts';
import { missingOf } from '#shared/domain/gates/gate.ts';
import { nextOnWay } from '#shared/domain/stages.ts';
import { formatDay } from '#shared/i18n/format.ts';
import { valueIn } from '../run/failure.ts';
import { itemText } from '../run/failureText.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { pairs } from '../run/table.ts';
import { type Opened, withProfile } from '../run/tool.ts';

export function addCase(program: Command, declaring: Declaring): void {
  program
    .command('case')
    .argument('<code>', declaring.t('cli.arguments.code'))
    .description(declaring.t('cli.commands.case'))
    .action(
      acting(declaring, (tool, command) =>
        withProfile(tool, async (opened) => {
          const view = valueIn(await opened.client.cases.get({ case: argument(command, 0) }));
          opened.out.result(documentOf(view), () => words(view, opened));
        }),
      ),
    );
}

/** The whole file: what the case holds, and what follows from it today. */
function documentOf(view: CaseView): Record<string, unknown> {
  const { state, moves, slots, siblings, ...rest } = view;
  return {
    ...state,
    ...rest,
    siblingGroup: state.siblings,
    siblings,
    plan: { goals: state.goals, supports: state.supports },
    readiness: moves,
    visits: { schedule: slots, recorded: state.visits },
  };
}

function words(view: CaseView, { t, language }: Opened): string {
  const { state } = view;
  const day = (text: string | null): string | null =>
    text === null ? null : formatDay(text, language, 'numeric');
  const facts = pairs([
    [t('cli.columns.code'), state.caseCode],
    [t('cli.columns.name'), state.child === null ? null : fullName(state.child)],
    [t('cli.columns.born'), day(state.child?.birthDate ?? null) ?? state.child?.birthYear ?? null],
    [t('cli.columns.stage'), t(`domain.stages.${state.stage}`)],
    [t('cli.columns.admitted'), day(state.episodes.at(-1)?.admittedOn ?? null)],
    [t('cli.columns.daysInCare'), view.daysInCare],
    [t('cli.columns.caseworker'), state.caseworker?.name ?? null],
    [t('cli.columns.kin'), state.kin.map((kin) => kin.name).join(', ') || null],
  ]);
  // putting on hold, transfers and departures are always possible with a reason: only the way home is told
  const ahead = view.moves.filter(({ to }) => to === nextOnWay(state.stage));
  const moves = ahead.map(({ to, verdict }) => {
    const missing = missingOf(verdict).map((item) => `  ${itemText(item, t)}`);
    const heading = t(missing.length === 0 ? 'cli.case.ready' : 'cli.case.notReady', {
      stage: t(`domain.stages.${to}`),
    });
    return [heading, ...missing].join('\n');
  });
  return [facts, ...moves].join('\n\n');
}
