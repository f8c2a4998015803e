/** `uige server verify`: everything the server holds is checked anew. What is wrong is listed and ends with status 1. */
import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import type { AuditHead } from '#server/audit/audit.ts';
import type { VerifyOptions } from '#server/verify/verify.ts';
import { Refused, WrongUsage } from '../../run/failure.ts';
import { acting, type Declaring } from '../../run/register.ts';
import { pairs } from '../../run/table.ts';
import type { Tool } from '../../run/tool.ts';
import { type DatabaseChoice, placeOf, withDatabaseOptions, withItsDatabase } from './database.ts';

export function addVerify(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  withDatabaseOptions(server.command('verify'), t)
    .option('--since <file>', t('cli.options.verifySince'))
    .description(t('cli.commands.serverVerify'))
    .action(acting(declaring, verifyServer));
}

async function verifyServer(tool: Tool, command: Command): Promise<void> {
  const { out, t } = tool;
  const { since, ...choice } = command.opts<DatabaseChoice & { since?: string }>();
  const place = placeOf(choice, tool);
  const { verify } = await import('#server/verify/run.ts');
  const order: VerifyOptions = {
    since: since === undefined ? [] : await headsIn(since, tool),
    progress: (done) =>
      out.progress(
        'steps' in done ? t('cli.serverVerify.progress', done) : t('cli.serverVerify.comparing', done),
      ),
  };
  const found = await withItsDatabase(tool, () => verify(place, order));
  if ('not' in found) throw new Refused(found.not, t(`cli.serverVerify.${found.not}`));
  if (found.faults.length > 0) {
    const message = t('cli.serverVerify.faulty', { count: found.faults.length });
    const lines = found.faults.map(
      ({ what, where }) => `  ${where}: ${t(`cli.serverVerify.faults.${what}`)}`,
    );
    throw new Refused('server_damaged', message, { ...found }, lines);
  }
  out.result(found, () =>
    pairs([
      [t('cli.serverVerify.feeds'), found.feeds],
      [t('cli.serverVerify.steps'), found.steps],
      [t('cli.serverVerify.cases'), found.cases],
      [t('cli.serverVerify.audit'), found.audit.entries],
      [t('cli.serverVerify.open'), found.audit.open],
      [t('cli.verify.result'), t('cli.verify.content')],
    ]),
  );
}

/** The heads of the audit's chains from the answer of an earlier check (`--json`). */
async function headsIn(file: string, { t }: Tool): Promise<readonly AuditHead[]> {
  const { auditHead } = await import('#server/audit/audit.ts');
  try {
    const document: unknown = JSON.parse(await readFile(file, 'utf8'));
    return z.object({ audit: z.object({ heads: z.array(auditHead) }) }).parse(document).audit.heads;
  } catch {
    throw new WrongUsage(t('cli.fileUnreadable', { file }));
  }
}
