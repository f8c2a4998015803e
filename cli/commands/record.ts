/** `uige record CODE KIND --data FILE`: one step, with the checks and gates of the app. */
import type { Command } from 'commander';
import type { Day } from '#shared/domain/day.ts';
import { fail, valueIn } from '../run/failure.ts';
import { readText } from '../run/files.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { readDay } from '../run/settings.ts';
import { withProfile } from '../run/tool.ts';

/** Far above what any step holds. Bytes. */
const longestPayload = 4 * 2 ** 20;

export function addRecord(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('record')
    .argument('<code>', t('cli.arguments.code'))
    .argument('<kind>', t('cli.arguments.kind'))
    .requiredOption('--data <file>', t('cli.options.data'))
    .option('--on <day>', t('cli.options.on'), readDay)
    .description(t('cli.commands.record'))
    .action(
      acting(declaring, async (tool, command) => {
        const { data, on } = command.opts<{ data: string; on?: Day }>();
        const payload = parsed(await readText(data, longestPayload, tool));
        await withProfile(tool, async ({ client, out }) => {
          const step = {
            case: argument(command, 0),
            kind: argument(command, 1),
            payload,
            ...(on === undefined ? {} : { occurredOn: on }),
          };
          const recorded = valueIn(await client.cases.record({ steps: [step] }));
          const document = { stepId: recorded.stepIds[0], ...recorded };
          out.result(document, () => tool.t('cli.recorded', { id: recorded.stepIds[0] ?? '' }));
        });
      }),
    );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail('invalid', { issues: [{ path: '', message: 'not_json' }] });
  }
}
