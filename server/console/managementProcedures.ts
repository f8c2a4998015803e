/** Institutions, people, codes and devices: the administrator's operations under the caller's name. */
import { consoleRoles } from '#shared/console/access.ts';
import { actingAs } from '../admin/acting.ts';
import { codeList, withdrawCode } from '../admin/codes.ts';
import { deviceList, deviceRevoke } from '../admin/devices.ts';
import { addInstitution, institutionCounts } from '../admin/institutions.ts';
import { addUser, makeCode } from '../admin/people.ts';
import { endPerson, endRole } from '../admin/personEnd.ts';
import { personList } from '../admin/personList.ts';
import type { ServerContext } from '../context.ts';
import { closeConsole, openConsole } from './account.ts';
import type { Caller } from './caller.ts';
import type { InnerDoor } from './door.ts';
import type { ConsoleParts } from './parts.ts';
import { refused } from './refused.ts';

export function managementProcedures(parts: ConsoleParts, inner: InnerDoor) {
  const { server } = parts;
  const by = ({ caller }: { readonly caller: Caller }): ServerContext =>
    actingAs(server, caller.session.personId);
  return {
    institutions: {
      list: inner.institutions.list.handler(() => institutionCounts(server)),
      add: inner.institutions.add.handler(async ({ input, context }) => {
        const { institutionId } = await addInstitution(by(context), input.name, input.region);
        return { institutionId };
      }),
    },
    people: {
      list: inner.people.list.handler(async () =>
        (await personList(server)).map((person) => ({ ...person, roles: [...person.roles] })),
      ),
      add: inner.people.add.handler(async ({ input, context }) => {
        const { personId } = await addUser(by(context), { ...input, fresh: true });
        return { personId };
      }),
      addRole: inner.people.addRole.handler(async ({ input, context }) => {
        const known = (await personList(server)).find((one) => one.login === input.login.toLowerCase());
        if (known === undefined) throw refused('login_unknown');
        await addUser(by(context), { ...input, name: known.name });
        return {};
      }),
      endRole: inner.people.endRole.handler(async ({ input, context }) => {
        await endRole(by(context), input);
        return {};
      }),
      end: inner.people.end.handler(({ input, context }) => endPerson(by(context), input.login)),
      openConsole: inner.people.openConsole.handler(async ({ input, context }) => {
        const known = (await personList(server)).find((one) => one.login === input.login.toLowerCase());
        const opens = known?.roles.some(
          ({ role, institutionId }) =>
            consoleRoles.includes(role) && (role !== 'administrator' || institutionId === null),
        );
        if (known !== undefined && opens !== true) throw refused('console_role_needed');
        return openConsole({ ...parts, server: by(context) }, input.login);
      }),
      closeConsole: inner.people.closeConsole.handler(async ({ input, context }) => {
        await closeConsole(by(context), input.login);
        return {};
      }),
    },
    codes: {
      list: inner.codes.list.handler(() => codeList(server)),
      make: inner.codes.make.handler(({ input, context }) => makeCode(by(context), input.login)),
      withdraw: inner.codes.withdraw.handler(async ({ input, context }) => {
        await withdrawCode(by(context), input.id);
        return {};
      }),
    },
    devices: {
      list: inner.devices.list.handler(() => deviceList(server)),
      revoke: inner.devices.revoke.handler(async ({ input, context }) => {
        await deviceRevoke(by(context), input.deviceId, input.as);
        return {};
      }),
    },
  };
}
