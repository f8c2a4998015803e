/** `uige schema KIND`: the JSON Schema of what is given to `record`. Needs no profile. */
import type { Command } from 'commander';
import { valueIn } from '../run/failure.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { withHost } from '../run/tool.ts';

export function addSchema(program: Command, declaring: Declaring): void {
  program
    .command('schema')
    .argument('<kind>', declaring.t('cli.arguments.kind'))
    .description(declaring.t('cli.commands.schema'))
    .action(
      acting(declaring, async (tool, command) => {
        const kind = argument(command, 0);
        const schema = valueIn(await withHost(tool, (client) => client.kinds.schema({ kind })));
        tool.out.result(schema, () => JSON.stringify(schema, null, 2));
      }),
    );
}
