/** `uige init`: makes a profile, standalone or enrolled. The recovery key is shown this once. */
import { type Command, Option } from 'commander';
import type { Result } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';
import type { Me, SyncView } from '#shared/contract/views.ts';
import { type Role, roles } from '#shared/domain/roles.ts';
import { CommandFailure, valueIn, WrongUsage } from '../run/failure.ts';
import { acting, type Declaring } from '../run/register.ts';
import { pairs } from '../run/table.ts';
import { askNewPassphrase, type Tool, withHost } from '../run/tool.ts';

interface InitOptions {
  readonly name: string;
  readonly role: Role;
  readonly institution?: string;
  readonly server?: string;
  readonly code?: string;
}

export function addInit(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('init')
    .description(t('cli.commands.init'))
    .requiredOption('--name <name>', t('cli.options.name'))
    .addOption(new Option('--role <role>', t('cli.options.role')).choices([...roles]).makeOptionMandatory())
    .option('--institution <name>', t('cli.options.institution'))
    .option('--server <url>', t('cli.options.server'))
    .option('--code <code>', t('cli.options.code'))
    .action(
      acting(declaring, async (tool, command) => {
        const options = command.opts<InitOptions>();
        if ((options.server === undefined) !== (options.code === undefined)) {
          throw new WrongUsage(tool.t('cli.init.serverAndCode'));
        }
        const passphrase = await askNewPassphrase(tool);
        await withHost(tool, (client) => init(tool, client, options, passphrase));
      }),
    );
}

async function init(tool: Tool, client: AppClient, options: InitOptions, passphrase: string): Promise<void> {
  const { name, role, institution } = options;
  const made = valueIn(
    await client.profile.create({
      name,
      role,
      institution: institution ?? null,
      passphrase,
      language: tool.language,
    }),
  );
  const enrolled = await enrol(client, options);
  const me = valueIn(await client.profile.me());
  const document = documentOf(me, made.recoveryKey, tool.settings.home);
  // The profile is made and its recovery key must reach the person, even where the server did not answer.
  if (enrolled !== null && !enrolled.ok) {
    tool.out.note(words(tool, me, made.recoveryKey));
    throw new CommandFailure(enrolled.error, document);
  }
  tool.out.result(document, () => words(tool, me, made.recoveryKey));
}

async function enrol(client: AppClient, { server, code }: InitOptions): Promise<Result<SyncView> | null> {
  if (server === undefined || code === undefined) return null;
  return client.sync.enrol({ server, code });
}

function documentOf(me: Me, recoveryKey: string, home: string): Record<string, unknown> {
  const { personId, name, roles: held, language, standalone, deviceId } = me;
  return {
    profile: { personId, name, roles: held, language, standalone },
    device: deviceId,
    recoveryKey,
    home,
  };
}

function words({ t, settings }: Tool, me: Me, recoveryKey: string): string {
  const facts = pairs([
    [t('cli.init.person'), me.name],
    [t('cli.init.folder'), settings.home],
    [t('cli.init.recoveryKey'), recoveryKey],
  ]);
  return `${facts}\n\n${t('cli.init.keepKey')}`;
}
