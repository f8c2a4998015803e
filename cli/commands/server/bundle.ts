/**
 * `uige server bundle in|out`: what laptops without a link bring on sticks. Taking a file in writes its
 * answer beside it, so that the stick goes back as it is. Several files at once are each told in a line.
 */
import path from 'node:path';
import type { Command } from 'commander';
import type { Admin } from '#server/admin/admin.ts';
import { maxBundleBytes } from '#shared/sync/bundle/envelope.ts';
import { CommandFailure, Refused, WrongUsage } from '../../run/failure.ts';
import { failureText } from '../../run/failureText.ts';
import { readBytes } from '../../run/files.ts';
import { acting, argument, type Declaring, severalArguments } from '../../run/register.ts';
import { pairs } from '../../run/table.ts';
import type { Tool } from '../../run/tool.ts';
import { writableFolder, writeWhole } from '../../run/writing.ts';
import { withAdmin } from './admin.ts';
import { withDatabaseOptions } from './database.ts';

export function addServerBundle(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  const bundle = server.command('bundle').description(t('bundle.cli.server'));
  withDatabaseOptions(bundle.command('in'), t)
    .argument('<file...>', t('bundle.cli.files'))
    .option('--answer <file>', t('bundle.cli.answer'))
    .description(t('bundle.cli.serverIn'))
    .action(
      acting(declaring, (tool, command) =>
        withAdmin(tool, command, (admin) => takeIn(admin, severalArguments(command, 0), command, tool)),
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

async function takeIn(admin: Admin, places: readonly string[], command: Command, tool: Tool): Promise<void> {
  const { answer } = command.opts<{ answer?: string }>();
  const [first, ...others] = places;
  if (first === undefined) return;
  if (others.length > 0) {
    if (answer !== undefined) throw new WrongUsage(tool.t('bundle.cli.oneAnswer'));
    return takeAll(admin, places, tool);
  }
  const taken = await takeFile(admin, first, answer ?? besides(first), tool);
  tool.out.result(taken, () => wholly(taken, tool));
}

/** Each by itself: what is wrong with one keeps no other from being taken. Said as soon as it is known. */
async function takeAll(admin: Admin, places: readonly string[], tool: Tool): Promise<void> {
  const { t, out } = tool;
  const files: object[] = [];
  let refused = 0;
  for (const file of places) {
    try {
      const taken = await takeFile(admin, file, besides(file), tool);
      files.push({ file, ...taken });
      out.part(() => inOneLine(file, taken, tool));
    } catch (error) {
      const told = await toldOf(error, tool);
      if (told === null) throw error;
      refused += 1;
      files.push({ file, error: told });
      if (!out.json) out.note(t('bundle.cli.lineRefused', { file, message: told.message }));
    }
  }
  if (refused > 0) {
    const message = t('bundle.cli.someRefused', { refused, count: places.length });
    throw new Refused('bundle_some_refused', message, { files });
  }
  out.result({ files }, () => t('bundle.cli.carryBack'));
}

/** What is the matter with one file; null for what is none of a file's troubles and ends the command. */
async function toldOf(error: unknown, { t }: Tool): Promise<{ code: string; message: string } | null> {
  const { AdminRefused } = await import('#server/admin/fault.ts');
  if (error instanceof Refused) return { code: error.code, message: error.message };
  if (error instanceof WrongUsage) return { code: 'unreadable', message: error.message };
  if (error instanceof AdminRefused) return { code: error.code, message: t(`cli.adminFaults.${error.code}`) };
  if (error instanceof CommandFailure) {
    return { code: error.failure.code, message: failureText(error.failure, t) };
  }
  return null;
}

async function takeFile(admin: Admin, place: string, answerPlace: string, tool: Tool) {
  const bytes = await readBytes(place, maxBundleBytes, tool);
  // a stick that cannot be written to is told before anything is done
  await writableFolder(path.dirname(answerPlace), tool);
  const received = await taken(admin, bytes, tool);
  const { file, more, steps, deviceId, login, name, revokedAs } = received;
  const answer = await writeBundle(answerPlace, file, tool);
  const { needs_review: needsReview, accepted, quarantined, refused, unanswered } = steps;
  const counts = { accepted, needsReview, quarantined, refused, unanswered };
  const { held, refused: notHeld } = received.documents;
  const documents = { taken: held, refused: notHeld, answered: received.sent, left: received.left };
  return { deviceId, login, name, revokedAs, ...counts, documents, answer, more };
}

type Taken = Awaited<ReturnType<typeof takeFile>>;

/** Of the steps and documents of a file, what became of how many. */
function countsOf({ documents, ...taken }: Taken, { t }: Tool): readonly (readonly [string, number])[] {
  return [
    [t('bundle.cli.accepted'), taken.accepted],
    [t('bundle.cli.needsReview'), taken.needsReview],
    [t('bundle.cli.quarantined'), taken.quarantined],
    [t('bundle.cli.refused'), taken.refused],
    [t('bundle.cli.unanswered'), taken.unanswered],
    [t('bundle.cli.documentsTaken'), documents.taken],
    [t('bundle.cli.documentsRefused'), documents.refused],
    [t('bundle.cli.documentsAnswered'), documents.answered],
    [t('bundle.cli.documentsLeft'), documents.left],
  ];
}

function wholly(taken: Taken, tool: Tool): string {
  const { t } = tool;
  return [
    pairs([
      [t('bundle.cli.from'), taken.deviceId],
      [t('bundle.cli.person'), `${taken.name} (${taken.login})`],
      ...countsOf(taken, tool),
      [t('bundle.cli.answerIn'), taken.answer],
    ]),
    t(taken.revokedAs === null ? 'bundle.cli.carryBack' : 'bundle.cli.revoked'),
    ...(taken.more ? [t('bundle.more')] : []),
  ].join('\n');
}

/** Whose the file is, where its answer lies, and of the steps and documents what there is of each. */
function inOneLine(file: string, taken: Taken, tool: Tool): string {
  const { t } = tool;
  const there = countsOf(taken, tool).filter(([, count], index) => index === 0 || count > 0);
  return [
    `${file}: ${taken.name} (${taken.login})`,
    ...there.map(([label, count]) => `${label} ${count}`),
    `${t('bundle.cli.answerIn')} ${taken.answer}`,
    ...(taken.revokedAs === null ? [] : [t('bundle.cli.revoked')]),
    ...(taken.more ? [t('bundle.more')] : []),
  ].join(', ');
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
