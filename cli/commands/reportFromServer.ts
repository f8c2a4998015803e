/**
 * `uige report TYPE --server URL`: the report of an institution from all that the server holds, for an analyst,
 * an officer of the region or an administrator. It is computed and suppressed there; no profile is opened.
 */
import { overview, reportModel } from '#shared/console/figures.ts';
import type { Day } from '#shared/domain/day.ts';
import { isSameInstitution } from '#shared/domain/institutionName.ts';
import type { ReportFormat } from '#shared/domain/report/shape.ts';
import { type ConsoleLine, refusedFor, withConsole } from '../run/consoleLine.ts';
import { WrongUsage } from '../run/failure.ts';
import type { Tool } from '../run/tool.ts';
import { writableFolder, writeWhole } from '../run/writing.ts';

export interface ServerReport {
  readonly server: URL;
  readonly login: string;
  readonly from: Day;
  readonly to: Day;
  /** Without it the server's today. */
  readonly asOf: Day | null;
  /** Name or id; null for the only one in reach. */
  readonly institution: string | null;
  readonly format: readonly ReportFormat[];
  readonly out: string;
}

export async function reportFromServer(tool: Tool, order: ServerReport): Promise<void> {
  const { out, t, language } = tool;
  await writableFolder(order.out, tool);
  await withConsole(tool, order, async (line) => {
    const asOf = order.asOf ?? (await line.ask((client) => client.session.me())).today;
    const institution = await institutionOf(line, tool, order.institution, asOf);
    const period = { institution, from: order.from, to: order.to, asOf };
    const report = await line.ask(async (client) => reportModel.parse(await client.figures.report(period)));
    const files: string[] = [];
    for (const format of order.format) {
      out.progress(t('cli.report.writing', { format }));
      const file = await line.ask((client) => client.figures.file({ ...period, format, language }));
      files.push(await writeWhole(order.out, file, tool));
    }
    // whole figures never leave the server
    out.result({ files, figures: null, report }, () => files.join('\n'));
  });
}

/** The id of the institution that is meant, among those whose figures are in reach. */
async function institutionOf(
  line: ConsoleLine,
  tool: Tool,
  named: string | null,
  asOf: Day,
): Promise<string> {
  const { lines } = await line.ask(async (client) => overview.parse(await client.figures.overview({ asOf })));
  const found =
    named === null
      ? lines
      : lines.filter((one) => one.institutionId === named.trim() || isSameInstitution(one.name, named));
  const [only, another] = found;
  if (only === undefined) throw refusedFor('institution_unknown', tool);
  if (another !== undefined) {
    const names = found.map((one) => one.name).join(', ');
    throw new WrongUsage(tool.t('cli.report.whichInstitution', { names }));
  }
  return only.institutionId;
}
