/** Grants, quarantine, audit and figures, as the page calls them. */
import { writeReport } from '#reports/write.ts';
import type { AuditLine } from '#shared/console/oversight.ts';
import { findKind } from '#shared/domain/steps/index.ts';
import { actingAs } from '../admin/acting.ts';
import { grantList } from '../admin/grantList.ts';
import { grant, withdraw } from '../admin/grants.ts';
import { quarantineList, quarantineReleaseAll } from '../admin/quarantine.ts';
import { transferCase } from '../admin/transfer.ts';
import { type AuditItem, auditPage } from '../audit/page.ts';
import type { ServerContext } from '../context.ts';
import { oneOf } from '../store/store.ts';
import type { Caller } from './caller.ts';
import type { InnerDoor } from './door.ts';
import { overviewOf, reportOf, shownReport } from './figures.ts';
import type { ConsoleParts } from './parts.ts';

export function oversightProcedures(parts: ConsoleParts, inner: InnerDoor) {
  const { server } = parts;
  const by = ({ caller }: { readonly caller: Caller }): ServerContext =>
    actingAs(server, caller.session.personId);
  return {
    grants: {
      list: inner.grants.list.handler(({ input }) => grantList(server, input)),
      give: inner.grants.give.handler(async ({ input, context }) => {
        await grant(by(context), input.login, input.case);
        return {};
      }),
      withdraw: inner.grants.withdraw.handler(async ({ input, context }) => {
        await withdraw(by(context), input.login, input.case);
        return {};
      }),
      transfer: inner.grants.transfer.handler(async ({ input, context }) => {
        await transferCase(by(context), input);
        return {};
      }),
    },
    quarantine: {
      list: inner.quarantine.list.handler(() => withheldLines(server)),
      release: inner.quarantine.release.handler(({ input, context }) =>
        quarantineReleaseAll(by(context), input.stepIds),
      ),
    },
    audit: {
      page: inner.audit.page.handler(async ({ input }) => {
        const { items, next } = await auditPage(server.store, input.topic, input.before);
        return { lines: await auditLines(server, items), next };
      }),
    },
    figures: {
      overview: inner.figures.overview.handler(async ({ input, context: { caller } }) => {
        const answer = await overviewOf(parts, caller.reach, input.asOf);
        await noteFigures(caller, 'overview', { asOf: input.asOf });
        return answer;
      }),
      report: inner.figures.report.handler(async ({ input, context: { caller } }) => {
        const model = await reportOf(server, caller.reach, input);
        await noteFigures(caller, 'report', { ...input });
        return shownReport(model);
      }),
      file: inner.figures.file.handler(async ({ input, context: { caller } }) => {
        const { format, language, ...period } = input;
        const model = await reportOf(server, caller.reach, period);
        const { fileName, mediaType, bytes } = await writeReport(model, format, language);
        await noteFigures(caller, 'file', { ...period, format });
        return new File([Uint8Array.from(bytes)], fileName, { type: mediaType });
      }),
    },
  };

  function noteFigures(caller: Caller, what: string, details: Record<string, string>): Promise<void> {
    return by({ caller }).audit.add({ action: `console.figures.${what}`, outcome: 'done', details });
  }
}

async function withheldLines(server: ServerContext) {
  const items = await quarantineList(server);
  const devices = await server.store.select('device', {
    columns: ['device_id', 'person_id', 'revoked_as'],
    where: { device_id: oneOf(items.map((item) => item.deviceId)) },
  });
  const people = await server.store.select('person', {
    columns: ['person_id', 'login', 'name'],
    where: { person_id: oneOf(devices.map((device) => device.person_id)) },
  });
  const byId = new Map(people.map((person) => [person.person_id, person]));
  const devicesById = new Map(devices.map((device) => [device.device_id, device]));
  return items.map((item) => {
    const device = devicesById.get(item.deviceId);
    const author = device === undefined ? undefined : byId.get(device.person_id);
    return {
      ...item,
      login: author?.login ?? null,
      name: author?.name ?? null,
      revokedAs: device?.revoked_as ?? null,
      // a kind from a newer device is one of a case: nearly all are
      inCase: (findKind(item.kind)?.feed ?? 'case') === 'case',
    };
  });
}

/** Ids of persons and institutions in words a reader of the audit knows: logins and names. */
async function auditLines(server: ServerContext, items: readonly AuditItem[]): Promise<AuditLine[]> {
  const people = await server.store.select('person', { columns: ['person_id', 'login', 'name'] });
  const institutions = await server.store.select('institution', { columns: ['institution_id', 'name'] });
  const words = new Map([
    ...people.map((row) => [row.person_id, `${row.name} (${row.login})`] as const),
    ...institutions.map((row) => [row.institution_id, row.name] as const),
    // a role held on the whole server
    [server.identity.serverId, ''] as const,
  ]);
  return items.map((item) => ({
    ...item,
    person: item.personId === null ? null : (words.get(item.personId) ?? item.personId),
    details: Object.fromEntries(
      Object.entries(item.details).map(([name, value]) => [name, detail(name, value, words)]),
    ),
  }));
}

/** Of feeds only how many: nobody knows one by its id. What strangers asked for is told. */
function detail(
  name: string,
  value: string | number | readonly string[],
  words: ReadonlyMap<string, string>,
): string {
  if (typeof value === 'string') return words.get(value) ?? value;
  if (name === 'asked' && typeof value !== 'number') return value.join(' ');
  return typeof value === 'number' ? String(value) : String(value.length);
}
