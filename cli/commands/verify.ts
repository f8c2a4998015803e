/** `uige verify`: rebuilds every projection and checks chains and checksums. Faults end with status 1. */
import type { Command } from 'commander';
import type { VerifyView } from '#shared/contract/views.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { CommandFailure, valueIn } from '../run/failure.ts';
import { acting, type Declaring } from '../run/register.ts';
import { pairs } from '../run/table.ts';
import { withProfile } from '../run/tool.ts';

export function addVerify(program: Command, declaring: Declaring): void {
  program
    .command('verify')
    .description(declaring.t('cli.commands.verify'))
    .action(
      acting(declaring, (tool) =>
        withProfile(tool, async ({ client, out, t }) => {
          const view = valueIn(await client.data.verify());
          if (!isContent(view)) throw new CommandFailure({ code: 'database_damaged' }, { ...view });
          out.result(view, () => words(view, t));
        }),
      ),
    );
}

function isContent(view: VerifyView): boolean {
  return view.chain.ok && view.projections.ok && view.feeds.every((feed) => feed.ok);
}

function words(view: VerifyView, t: Translator): string {
  return pairs([
    [t('cli.verify.steps'), view.steps],
    [t('cli.verify.cases'), view.projections.cases],
    [t('cli.verify.feeds'), view.feeds.length],
    [t('cli.verify.result'), t('cli.verify.content')],
  ]);
}
