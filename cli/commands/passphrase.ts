/**
 * `uige passphrase …`: another passphrase, the recovery key in place of a forgotten one, another recovery
 * key. The database is not touched, and neither passphrase nor key is ever an argument.
 */
import type { Command } from 'commander';
import { valueIn } from '../run/failure.ts';
import { replacementFor, typedSecret } from '../run/passphrase.ts';
import { acting, type Declaring } from '../run/register.ts';
import { pairs } from '../run/table.ts';
import { askPassphrase, spokenProfile, type Tool, withHost } from '../run/tool.ts';

interface NewPassphraseOption {
  readonly newPassphraseFile?: string;
}

export function addPassphrase(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  const passphrase = program.command('passphrase').description(t('cli.commands.passphrase'));
  passphrase
    .command('change')
    .description(t('cli.commands.passphraseChange'))
    .option('--new-passphrase-file <file>', t('cli.options.newPassphraseFile'))
    .action(acting(declaring, change));
  passphrase
    .command('recover')
    .description(t('cli.commands.passphraseRecover'))
    .option('--new-passphrase-file <file>', t('cli.options.newPassphraseFile'))
    .action(acting(declaring, recover));
  passphrase
    .command('recovery-key')
    .description(t('cli.commands.passphraseRecoveryKey'))
    .action(acting(declaring, newRecoveryKey));
}

function change(given: Tool, command: Command): Promise<void> {
  return withHost(given, async (client) => {
    const tool = await spokenProfile(given, client);
    const current = await askPassphrase(tool);
    const next = await newPassphrase(tool, command);
    valueIn(await client.profile.changePassphrase({ current, next }));
    tool.out.result({ changed: true }, () => tool.t('settings.lock.changed'));
  });
}

function recover(given: Tool, command: Command): Promise<void> {
  return withHost(given, async (client) => {
    const tool = await spokenProfile(given, client);
    const { world, t } = tool;
    const recoveryKey = await typedSecret(world, t('cli.passphrase.askRecoveryKey'), t);
    const passphrase = await newPassphrase(tool, command);
    valueIn(await client.profile.recover({ recoveryKey, passphrase }));
    tool.out.result({ changed: true }, () => t('settings.lock.changed'));
  });
}

function newRecoveryKey(given: Tool): Promise<void> {
  return withHost(given, async (client) => {
    const tool = await spokenProfile(given, client);
    const { t } = tool;
    const made = valueIn(await client.profile.newRecoveryKey({ passphrase: await askPassphrase(tool) }));
    tool.out.result(made, () => {
      const shown = pairs([[t('cli.init.recoveryKey'), made.recoveryKey]]);
      return `${shown}\n\n${t('cli.init.keepKey')} ${t('cli.passphrase.oldKeyVoid')}`;
    });
  });
}

function newPassphrase({ world, t }: Tool, command: Command): Promise<string> {
  const { newPassphraseFile } = command.opts<NewPassphraseOption>();
  return replacementFor(newPassphraseFile ?? null, world.env, world, t);
}
