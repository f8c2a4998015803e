/**
 * `uige report TYPE`: files of a report, and its figures. A file leaves the organisation, so cells under 5
 * are suppressed in it unless `--full` is said; the figures on stdout are for the person who may see them.
 */
import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { Day } from '#shared/domain/day.ts';
import {
  type ReportFormat,
  type ReportType,
  reportFormats,
  reportTypes,
} from '#shared/domain/report/shape.ts';
import { readServer } from '../run/consoleLine.ts';
import { fail, valueIn, WrongUsage } from '../run/failure.ts';
import { acting, argument, type Declaring } from '../run/register.ts';
import { readDay } from '../run/settings.ts';
import { type Opened, type Tool, withProfile } from '../run/tool.ts';
import { writableFolder, writeWhole } from '../run/writing.ts';
import { reportFromServer } from './reportFromServer.ts';

interface ReportOptions {
  readonly from: Day;
  readonly to: Day;
  readonly asOf?: Day;
  readonly institution?: string;
  readonly format: readonly ReportFormat[];
  readonly out: string;
  readonly full?: boolean;
  readonly server?: URL;
  readonly login?: string;
}

export function addReport(program: Command, declaring: Declaring): void {
  const { t } = declaring;
  program
    .command('report')
    .addArgument(new Argument('<type>', t('cli.arguments.report')).choices([...reportTypes]))
    .requiredOption('--from <day>', t('cli.options.from'), readDay)
    .requiredOption('--to <day>', t('cli.options.to'), readDay)
    .option('--as-of <day>', t('cli.options.asOf'), readDay)
    .option('--institution <name>', t('cli.options.reportInstitution'))
    .requiredOption('--format <formats>', t('cli.options.format'), readFormats)
    .requiredOption('--out <dir>', t('cli.options.out'))
    .option('--full', t('cli.options.full'))
    .option('--server <url>', t('cli.options.reportServer'), readServer)
    .option('--login <login>', t('cli.options.reportLogin'))
    .description(t('cli.commands.report'))
    .action(
      acting(declaring, (tool, command) => {
        const options = command.opts<ReportOptions>();
        return options.server === undefined && options.login === undefined
          ? withProfile(tool, (opened) => report(opened, argument(command, 0), options))
          : fromServer(tool, options);
      }),
    );
}

/** The server knows one type of report, which commander has checked. */
function fromServer(tool: Tool, options: ReportOptions): Promise<void> {
  const { server, login, asOf, institution, full } = options;
  if (server === undefined || login === undefined) throw new WrongUsage(tool.t('cli.report.serverAndLogin'));
  if (full === true) throw new WrongUsage(tool.t('cli.report.neverFull'));
  return reportFromServer(tool, {
    ...options,
    server,
    login,
    asOf: asOf ?? tool.settings.today,
    institution: institution ?? null,
  });
}

async function report(opened: Opened, typed: string, options: ReportOptions): Promise<void> {
  const { client, out, language, t } = opened;
  await writableFolder(options.out, opened);
  const type: ReportType = reportTypes.find((one) => one === typed) ?? 'closure';
  const { from, to, asOf } = options;
  const order = {
    type,
    institution: options.institution ?? (await onlyInstitution(opened)),
    from,
    to,
    ...(asOf === undefined ? {} : { asOf }),
    suppressed: options.full !== true,
  };
  const shown = valueIn(await client.report.preview(order));
  const whole = valueIn(await client.report.preview({ ...order, suppressed: false }));
  const files: string[] = [];
  for (const format of options.format) {
    out.progress(t('cli.report.writing', { format }));
    const { file } = valueIn(await client.report.file({ ...order, format, language }));
    files.push(await writeWhole(options.out, file, opened));
  }
  out.result({ files, figures: whole.figures, report: shown }, () => files.join('\n'));
}

/** The one institution of the profile; with several the person says which. */
async function onlyInstitution({ client, t }: Opened): Promise<string> {
  const all = valueIn(await client.institution.list());
  const only = all[0];
  if (only === undefined) return fail('institution_unknown');
  if (all.length > 1)
    throw new WrongUsage(t('cli.report.whichInstitution', { names: all.map((one) => one.name).join(', ') }));
  return only.institutionId;
}

/** One format, or several with commas between them. */
function readFormats(text: string): ReportFormat[] {
  return text.split(',').map((word) => {
    const format = reportFormats.find((one) => one === word.trim());
    if (format === undefined) throw new InvalidArgumentError(`${word}: ${reportFormats.join(', ')}`);
    return format;
  });
}
