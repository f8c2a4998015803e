/** One more role for a person. */
import type { PersonLine } from '#shared/console/management.ts';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeed } from '../useDeed.ts';
import { noRole, RoleFields, type RoleValues, roleErrors, roleGiven } from './RoleFields.tsx';

export function AddRole({ person, close }: { person: PersonLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const fields = useFields<RoleValues>(noRole);
  const add = useDeed({ act: client.people.addRole, say: () => t('console.done'), onDone: close });
  const submit = fields.onSubmit(
    (values) => roleErrors(values, t),
    (values) => {
      const given = roleGiven(values);
      if (given !== null) add.mutate({ login: person.login, ...given });
    },
  );
  return (
    <Dialog
      title={`${t('console.people.addRole')}: ${person.name}`}
      close={close}
      submit={t('console.people.addRole')}
      onSubmit={submit}
      pending={add.isPending}
      trouble={add.trouble}
    >
      <RoleFields values={fields.values} change={(role) => fields.set(role)} error={fields.error} />
    </Dialog>
  );
}
