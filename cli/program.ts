/** The `uige` command: its shared options and its commands, one file each (cli.md is its contract). */
import { Command } from 'commander';
import { addBundle } from './commands/bundle.ts';
import { addCase } from './commands/case.ts';
import { addChildren } from './commands/children.ts';
import { addDemo } from './commands/demo.ts';
import { addImport } from './commands/import.ts';
import { addInit } from './commands/init.ts';
import { addInstitution } from './commands/institution.ts';
import { addKinds } from './commands/kinds.ts';
import { addPassphrase } from './commands/passphrase.ts';
import { addRecord } from './commands/record.ts';
import { addReport } from './commands/report.ts';
import { addSchema } from './commands/schema.ts';
import { addServer } from './commands/server.ts';
import { addSync } from './commands/sync.ts';
import { addTasks } from './commands/tasks.ts';
import { addTimeline } from './commands/timeline.ts';
import { addVerify } from './commands/verify.ts';
import type { Declaring } from './run/register.ts';
import { addSharedOptions } from './run/settings.ts';
import { helpTitle } from './run/usage.ts';

/** In the order of the work: what comes first is needed first. */
const commands = [
  addInit,
  addImport,
  addChildren,
  addCase,
  addTimeline,
  addKinds,
  addSchema,
  addRecord,
  addTasks,
  addInstitution,
  addReport,
  addSync,
  addBundle,
  addVerify,
  addPassphrase,
  addServer,
  addDemo,
];

export function createProgram(declaring: Declaring): Command {
  const { t, world } = declaring;
  const program = new Command('uige')
    .description(t('cli.description'))
    .exitOverride()
    .helpOption('-h, --help', t('cli.help.option'))
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => helpTitle(title, t) })
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      // said in the person's language once it is known what is wrong (runCommand.ts)
      outputError: () => undefined,
    });
  program.helpCommand('help [command]', t('cli.help.option'));
  addSharedOptions(program, t);
  for (const add of commands) add(program, declaring);
  return program;
}
