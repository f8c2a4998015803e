/**
 * `uige server bundle in|out`: what laptops without a link bring on a stick. Taking a file in writes its
 * answer beside it, so that the stick goes back as it is.
 */
import path from 'node:path';
import type { Command } from 'commander';
import type { Admin } from '#server/admin/admin.ts';
import { maxBundleBytes } from '#shared/sync/bundle/envelope.ts';
import { Refused } from '../../run/failure.ts';
import { readBytes } from '../../run/files.ts';
import { acting, argument, type Declaring } from '../../run/register.ts';
import { pairs } from '../../run/table.ts';
import type { Tool } from '../../run/tool.ts';
import { writableFolder, writeWhole } from '../../run/writing.ts';
import { withAdmin } from './admin.ts';
import { withDatabaseOptions } from './database.ts';

export function addServerBundle(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  const bundle = server.command('bundle').description(t('bundle.cli.server'));
  withDatabaseOptions(bundle.command('in'), t)
    .argument('<file>', t('bundle.cli.file'))
    .option('--answer <file>', t('bundle.cli.answer'))
    .description(t('bundle.cli.serverIn'))
    .action(
      acting(declaring, (tool, command) =>
        withAdmin(tool, command, (admin) => takeIn(admin, argument(command, 0), command, tool)),
      ),
    );
  withDatabaseOptions(bundle.command('out'), t)
    .argument('<file>', t('bundle.cli.file'))
    .requiredOption('--device <id>', t('bundle.cli.device'))
    .description(t('bundle.cli.serverOut'))
    .action(
      acting(declaring, (tool, command) =>
        withAdmin(tool, command, (admin) => writeOut(admin, argument(command, 0), command, tool)),
      ),
    );
}

async function takeIn(admin: Admin, place: string, command: Command, tool: Tool): Promise<void> {
  const { t } = tool;
  const bytes = await readBytes(place, maxBundleBytes, tool);
  const answerPlace = command.opts<{ answer?: string }>().answer ?? besides(place);
  // a stick that cannot be written to is told before anything is done
  await writableFolder(path.dirname(answerPlace), tool);
  const received = await taken(admin, bytes, tool);
  const { file, more, steps, deviceId, login, name, revokedAs } = received;
  const answer = await writeBundle(answerPlace, file, tool);
  const { needs_review: needsReview, accepted, quarantined, refused, unanswered } = steps;
  const counts = { accepted, needsReview, quarantined, refused, unanswered };
  const { held, refused: notHeld } = received.documents;
  const documents = { taken: held, refused: notHeld, answered: received.sent, left: received.left };
  tool.out.result({ deviceId, login, name, revokedAs, ...counts, documents, answer, more }, () =>
    [
      pairs([
        [t('bundle.cli.from'), deviceId],
        [t('bundle.cli.person'), `${name} (${login})`],
        [t('bundle.cli.accepted'), accepted],
        [t('bundle.cli.needsReview'), needsReview],
        [t('bundle.cli.quarantined'), quarantined],
        [t('bundle.cli.refused'), refused],
        [t('bundle.cli.unanswered'), unanswered],
        [t('bundle.cli.documentsTaken'), documents.taken],
        [t('bundle.cli.documentsRefused'), documents.refused],
        [t('bundle.cli.documentsAnswered'), documents.answered],
        [t('bundle.cli.documentsLeft'), documents.left],
        [t('bundle.cli.answerIn'), answer],
      ]),
      t(revokedAs === null ? 'bundle.cli.carryBack' : 'bundle.cli.revoked'),
      ...(more ? [t('bundle.more')] : []),
    ].join('\n'),
  );
}

async function taken(admin: Admin, bytes: Uint8Array, { t }: Tool) {
  const { BundleRefused } = await import('#server/admin/fault.ts');
  try {
    return await admin.bundleIn(bytes);
  } catch (error) {
    if (!(error instanceof BundleRefused)) throw error;
    throw new Refused(`bundle_${error.code}`, t(`bundle.faults.${error.code}`));
  }
}

async function writeOut(admin: Admin, place: string, command: Command, tool: Tool): Promise<void> {
  await writableFolder(path.dirname(place), tool);
  const { device } = command.opts<{ device: string }>();
  const { file, more } = await admin.bundleOut(device);
  const written = await writeBundle(place, file, tool);
  tool.out.result({ deviceId: device, file: written, more }, () =>
    pairs([
      [tool.t('bundle.cli.from'), device],
      [tool.t('bundle.cli.written'), written],
    ]),
  );
}

function writeBundle(place: string, bytes: Uint8Array<ArrayBuffer>, tool: Tool): Promise<string> {
  return writeWhole(path.dirname(place), new File([bytes], path.basename(place)), tool);
}

/** `/stick/north.uige` is answered in `/stick/north-answer.uige`. */
function besides(place: string): string {
  const { dir, name } = path.parse(place);
  return path.join(dir, `${name}-answer.uige`);
}
