/** A role, and where it is held: an institution, or the whole server for roles without cases. */
import { useQuery } from '@tanstack/react-query';
import { type Role, roles } from '#shared/domain/roles.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { options } from '../../ui/fields/Choices.tsx';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi } from '../api.tsx';
import dialog from '../parts/dialog.module.css';

/** Stands for the whole server among the ids of institutions. */
const wholeServer = 'whole-server';

export interface RoleValues {
  readonly role: Role | null;
  /** Id of an institution, or `wholeServer`. */
  readonly place: string | null;
}

export const noRole: RoleValues = { role: null, place: null };

const serverRoles: readonly Role[] = ['administrator', 'analyst', 'regional_officer'];

export function roleErrors({ role, place }: RoleValues, t: Translator) {
  return {
    role: role === null ? t('console.people.roleNeeded') : null,
    place:
      role !== null && role !== 'administrator' && place === null
        ? t('console.people.institutionNeeded')
        : null,
  };
}

/** As the server takes it; null while something is missing. */
export function roleGiven({ role, place }: RoleValues): { role: Role; institution: string | null } | null {
  if (role === null) return null;
  if (role === 'administrator' || place === wholeServer) return { role, institution: null };
  return place === null ? null : { role, institution: place };
}

export interface RoleFieldsProps {
  readonly values: RoleValues;
  readonly change: (values: RoleValues) => void;
  readonly error: (name: 'role' | 'place') => string | null;
}

export function RoleFields({ values: { role, place }, change, error }: RoleFieldsProps) {
  const t = useText();
  const { data: institutions = [] } = useQuery(useApi().institutions.list.queryOptions());
  const everywhere = role !== null && serverRoles.includes(role);
  const places = [
    ...(everywhere ? [{ value: wholeServer, label: t('console.wholeServer') }] : []),
    ...institutions.map((one) => ({ value: one.institutionId, label: one.name })),
  ];
  return (
    <>
      <div>
        <ListSelect
          label={t('console.people.role')}
          options={options(roles, (one) => t(`domain.roles.${one}`))}
          value={role}
          onChange={(next) => change({ role: next, place: place === wholeServer ? null : place })}
          error={error('role')}
        />
        {role === null ? null : <p className={dialog.soft}>{t(`console.people.roleHints.${role}`)}</p>}
      </div>
      {role === 'administrator' ? null : (
        <ListSelect
          label={t('console.people.institution')}
          options={places}
          value={place}
          onChange={(next) => change({ role, place: next })}
          error={error('place')}
        />
      )}
    </>
  );
}
