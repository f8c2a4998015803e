/** `uige server admin …`: the administrator's operations, beside a running server or without one. */
import { type Command, Option } from 'commander';
import type { Admin } from '#server/admin/admin.ts';
import type { AdminFault } from '#server/admin/fault.ts';
import { type Role, roles } from '#shared/domain/roles.ts';
import { Refused } from '../../run/failure.ts';
import { typedSecret } from '../../run/passphrase.ts';
import { acting, argument, type Declaring } from '../../run/register.ts';
import { pairs, type TableCell, table } from '../../run/table.ts';
import type { Tool } from '../../run/tool.ts';
import { begun, type DatabaseChoice, databaseOf, withDatabaseOptions } from './database.ts';

type Operation = (admin: Admin, command: Command, tool: Tool) => Promise<object>;

export function addAdmin(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  const admin = server.command('admin').description(t('cli.commands.serverAdmin'));
  const add = (parent: Command, name: string, operation: Operation): Command =>
    withDatabaseOptions(parent.command(name), t).action(
      acting(declaring, (tool, command) => operate(tool, command, operation)),
    );

  const institution = admin.command('institution').description(t('cli.admin.institution'));
  add(institution, 'add', (run, command) => run.addInstitution(argument(command, 0)))
    .argument('<name>', t('cli.arguments.institution'))
    .description(t('cli.admin.institutionAdd'));
  add(institution, 'list', (run) => run.institutions()).description(t('cli.admin.institutionList'));

  const user = admin.command('user').description(t('cli.admin.user'));
  add(user, 'add', (run, command) => {
    const { name, role, institution } = command.opts<{ name: string; role: Role; institution?: string }>();
    return run.addUser({ login: argument(command, 0), name, role, institution: institution ?? null });
  })
    .argument('<login>', t('cli.arguments.login'))
    .requiredOption('--name <name>', t('cli.options.name'))
    .addOption(new Option('--role <role>', t('cli.options.role')).choices([...roles]).makeOptionMandatory())
    .option('--institution <name>', t('cli.options.roleInstitution'))
    .description(t('cli.admin.userAdd'));

  add(admin, 'password', async (run, command, { world, t: say }) =>
    run.setPassword(argument(command, 0), await typedSecret(world, say('cli.admin.passwordAsk'), say)),
  )
    .argument('<login>', t('cli.arguments.login'))
    .description(t('cli.admin.password'));

  add(admin, 'code', (run, command) => run.makeCode(argument(command, 0)))
    .argument('<login>', t('cli.arguments.login'))
    .description(t('cli.admin.code'));
  for (const verb of ['grant', 'withdraw'] as const) {
    add(admin, verb, (run, command) => run[verb](argument(command, 0), argument(command, 1)))
      .argument('<login>', t('cli.arguments.login'))
      .argument('<case>', t('cli.arguments.code'))
      .description(t(`cli.admin.${verb}`));
  }

  const device = admin.command('device').description(t('cli.admin.device'));
  add(device, 'list', (run) => run.deviceList()).description(t('cli.admin.deviceList'));
  add(device, 'revoke', async (run, command) => {
    const deviceId = argument(command, 0);
    const { as } = command.opts<{ as: 'lost' | 'withdrawn' }>();
    await run.deviceRevoke(deviceId, as);
    return { deviceId, revokedAs: as };
  })
    .argument('<device>', t('cli.arguments.device'))
    .addOption(
      new Option('--as <how>', t('cli.options.revokeAs'))
        .choices(['lost', 'withdrawn'])
        .makeOptionMandatory(),
    )
    .description(t('cli.admin.deviceRevoke'));

  add(admin, 'reading', (run, command) => run.setReadingDays(Number(argument(command, 0))))
    .argument('<days>', t('cli.arguments.days'))
    .description(t('cli.admin.reading'));

  const quarantine = admin.command('quarantine').description(t('cli.admin.quarantine'));
  add(quarantine, 'list', (run) => run.quarantineList()).description(t('cli.admin.quarantineList'));
  add(quarantine, 'release', (run, command, tool) => release(run, command.args, tool))
    .argument('<step...>', t('cli.arguments.step'))
    .description(t('cli.admin.quarantineRelease'));
}

/** Several at once: those that stay make the command fail, after the others were released. */
async function release(run: Admin, stepIds: readonly string[], tool: Tool): Promise<object> {
  const [first] = stepIds;
  if (stepIds.length === 1 && first !== undefined) return run.quarantineRelease(first);
  const { released, kept } = await run.quarantineReleaseAll(stepIds);
  const [why] = kept;
  if (why === undefined) return released;
  const said = (reason: AdminFault): string => tool.t(`cli.adminFaults.${reason}`);
  throw new Refused(
    why.reason,
    tool.t('cli.admin.someKept', { released: released.length, kept: kept.length }),
    { released, kept },
    kept.map(({ stepId, reason }) => `${stepId}: ${said(reason)}`),
  );
}

async function operate(tool: Tool, command: Command, operation: Operation): Promise<void> {
  await withAdmin(tool, command, async (admin) => {
    const answer = await operation(admin, command, tool);
    tool.out.result(answer, () => words(answer));
  });
}

/** Opens the administration of the database that the command names; what it refuses is said in words. */
export async function withAdmin(
  tool: Tool,
  command: Command,
  work: (admin: Admin) => Promise<void>,
): Promise<void> {
  const { data, databaseUrl } = command.opts<DatabaseChoice>();
  const choice = {
    ...(data === undefined ? {} : { data }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  };
  const database = databaseOf(choice, tool);
  const { openAdmin } = await import('#server/start.ts');
  const { AdminRefused } = await import('#server/admin/fault.ts');
  const open = await begun(tool, () => openAdmin(database));
  try {
    await work(open.admin);
  } catch (error) {
    if (!(error instanceof AdminRefused)) throw error;
    throw new Refused(error.code, tool.t(`cli.adminFaults.${error.code}`));
  } finally {
    await open.close();
  }
}

/** Whatever was answered, as lines: an administrator reads ids and codes. */
function words(answer: object): string {
  if (!Array.isArray(answer))
    return pairs(Object.entries(answer).map(([name, value]) => [name, cell(value)]));
  const rows = answer.map((row) => Object.values(Object(row)).map(cell));
  const headings = Object.keys(Object(answer[0] ?? {}));
  return headings.length === 0 ? '' : table(headings, rows);
}

function cell(value: unknown): TableCell {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return typeof value === 'number' || value === null ? value : String(value);
}
