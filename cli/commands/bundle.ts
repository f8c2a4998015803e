/** `uige bundle out|in`: sync through a file, where there is no link. Says the same as `uige sync`. */
import path from 'node:path';
import type { Command } from 'commander';
import { maxBundleBytes } from '#shared/sync/bundle/envelope.ts';
import { valueIn } from '../run/failure.ts';
import { readBytes } from '../run/files.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { pairs } from '../run/table.ts';
import { type Opened, withProfile } from '../run/tool.ts';
import { writeWhole } from '../run/writing.ts';
import { documentOf, type Round, roundWords } from './sync.ts';

export function addBundle(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  const bundle = program.command('bundle').description(t('bundle.cli.command'));
  bundle
    .command('out')
    .argument('<file>', t('bundle.cli.file'))
    .description(t('bundle.cli.out'))
    .action(
      acting(declaring, (tool, command) =>
        withProfile(tool, (opened) => writeOut(opened, argument(command, 0))),
      ),
    );
  bundle
    .command('in')
    .argument('<file>', t('bundle.cli.file'))
    .description(t('bundle.cli.in'))
    .action(
      acting(declaring, (tool, command) =>
        withProfile(tool, (opened) => takeIn(opened, argument(command, 0))),
      ),
    );
}

async function writeOut(opened: Opened, place: string): Promise<void> {
  const { client, out, language, t } = opened;
  const { file, steps, left, documents, documentsLeft } = valueIn(await client.sync.bundleOut({ language }));
  const named = new File([file], path.basename(place));
  const written = await writeWhole(path.dirname(place), named, opened);
  // nothing is confirmed by writing a file: everything in it still waits
  const round: Round = { ...valueIn(await client.sync.status()), pushed: 0, pulled: 0 };
  const counts = { steps, left, carried: documents, documentsLeft };
  out.result({ ...documentOf(round), file: written, ...counts }, () =>
    [
      pairs([
        [t('bundle.cli.written'), written],
        [t('bundle.cli.steps'), steps],
        [t('bundle.cli.documents'), documents],
        [t('bundle.cli.documentsWait'), documentsLeft],
      ]),
      t('bundle.stepBack'),
      ...(left > 0 ? [t('bundle.left')] : []),
    ].join('\n'),
  );
}

async function takeIn(opened: Opened, place: string): Promise<void> {
  const { client, out, t } = opened;
  const file = new File([await readBytes(place, maxBundleBytes, opened)], path.basename(place));
  const { more, carried, ...round } = valueIn(await client.sync.bundleIn({ file }));
  const documents = pairs([
    [t('bundle.cli.documentsSent'), carried.sent],
    [t('bundle.cli.documentsFetched'), carried.fetched],
    [t('bundle.cli.documentsRefused'), carried.refused],
    [t('bundle.cli.documentsGone'), carried.gone],
    [t('bundle.cli.documentsLeft'), carried.left],
    [t('sync.documentsToSend'), round.documents.toSend],
    [t('sync.documentsToFetch'), round.documents.toFetch],
  ]);
  out.result({ ...documentOf(round), more, carried }, () =>
    [roundWords(round, opened), documents, ...(more ? [t('bundle.more')] : [])].join('\n'),
  );
}
