/** `uige import FILE`: takes in a register, with what the window would mark on its preview. */
import path from 'node:path';
import type { Command } from 'commander';
import { readLimits } from '#host/import/read/limits.ts';
import type { AppClient } from '#shared/contract/index.ts';
import type { ImportResult } from '#shared/contract/register.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { fail, valueIn } from '../run/failure.ts';
import { readBytes } from '../run/files.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { pairs } from '../run/table.ts';
import { type Opened, withProfile } from '../run/tool.ts';

const everyChild = 100_000;

interface ImportOptions {
  readonly institution: string;
  readonly sheet?: string;
  readonly dryRun?: boolean;
  readonly keepDuplicates?: boolean;
}

/** What a dry run finds is told in the same shape; only nothing is created. */
type Found = Pick<ImportResult, 'rows' | 'created' | 'registerDate' | 'duplicates' | 'warnings' | 'errors'>;

export function addImport(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('import')
    .argument('<file>', t('cli.arguments.register'))
    .requiredOption('--institution <name>', t('cli.options.institution'))
    .option('--sheet <name>', t('cli.options.sheet'))
    .option('--dry-run', t('cli.options.dryRun'))
    .option('--keep-duplicates', t('cli.options.keepDuplicates'))
    .description(t('cli.commands.import'))
    .action(
      acting(declaring, async (tool, command) => {
        const file = argument(command, 0);
        const bytes = await readBytes(file, readLimits.fileBytes, tool);
        await withProfile(tool, (opened) =>
          importFile(opened, new File([bytes], path.basename(file)), command.opts<ImportOptions>()),
        );
      }),
    );
}

async function importFile(opened: Opened, file: File, options: ImportOptions): Promise<void> {
  const { client, out } = opened;
  const { registerId, preview } = await previewOf(client, file, options.sheet);
  const found =
    options.dryRun === true
      ? await dryRun(opened, preview)
      : await run(opened, registerId, options.institution, decisionsFor(preview, options));
  out.result({ ...found, institution: options.institution }, () => words(found, opened));
}

/** With a sheet named, a first sheet that is no register is no reason to stop. */
async function previewOf(client: AppClient, file: File, sheet: string | undefined) {
  const first = await client.register.open({ file });
  if (sheet === undefined) return valueIn(first);
  const registerId = first.ok ? first.value.registerId : first.error.details?.registerId;
  if (typeof registerId !== 'string') return valueIn(first);
  return valueIn(await client.register.preview({ registerId, sheet }));
}

function decisionsFor(preview: RegisterPreview, options: ImportOptions): Record<string, 'import'> {
  if (options.keepDuplicates !== true) return {};
  return Object.fromEntries(preview.duplicates.map(({ row }) => [row, 'import' as const]));
}

async function run(
  { client, out, t }: Opened,
  registerId: string,
  institution: string,
  decisions: Record<string, 'import'>,
): Promise<Found> {
  for await (const event of await client.register.run({ registerId, institution, decisions })) {
    if ('progress' in event) out.progress(t('cli.import.progress', event.progress));
    else {
      const { caseIds, ...result } = valueIn(event.finished);
      return result;
    }
  }
  return fail('cancelled');
}

async function dryRun({ client }: Opened, preview: RegisterPreview): Promise<Found> {
  const known = preview.duplicates.some(({ existing }) => existing !== null);
  const page = known ? valueIn(await client.cases.list({ limit: everyChild })) : { rows: [] };
  const codes = new Map(page.rows.map(({ caseId, caseCode }) => [caseId, caseCode]));
  const named = ({ row, field, code }: RegisterPreview['warnings'][number]) => ({ row, field, code });
  return {
    rows: preview.rows.length,
    created: 0,
    registerDate: preview.registerDate,
    duplicates: preview.duplicates.map(({ row, of, existing }) => ({
      row,
      of,
      caseCode: existing === null ? null : (codes.get(existing) ?? null),
    })),
    warnings: preview.warnings.map(named),
    errors: preview.errors.map(named),
  };
}

function words(found: Found, { t }: Opened): string {
  const facts = pairs([
    [t('cli.import.rows'), found.rows],
    [t('cli.import.created'), found.created],
    [t('cli.import.registerDate'), found.registerDate],
    [t('cli.import.duplicates'), found.duplicates.length],
    [t('cli.import.errors'), found.errors.length],
  ]);
  const doubts = [...found.errors, ...found.warnings].map(
    ({ row, field, code }) =>
      `  ${row}: ${t(`register.fields.${field}`)} — ${t(`register.warnings.${code}`)}`,
  );
  const duplicates = found.duplicates.map(({ row, of, caseCode }) => `  ${row} = ${of ?? caseCode ?? '?'}`);
  return [facts, ...duplicates, ...doubts].join('\n');
}
