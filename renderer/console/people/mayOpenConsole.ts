/** Whether one of a person's roles opens the console (shared/console/access.ts). */
import { consoleRoles } from '#shared/console/access.ts';
import type { PersonLine } from '#shared/console/management.ts';

export function mayOpenConsole({ roles }: Pick<PersonLine, 'roles'>): boolean {
  return roles.some(
    ({ role, institutionId }) =>
      consoleRoles.includes(role) && (role !== 'administrator' || institutionId === null),
  );
}
