/** A role taken back: which, and what goes with it. */
import { useState } from 'react';
import type { PersonLine } from '#shared/console/management.ts';
import { Choices } from '../../ui/fields/Choices.tsx';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeed } from '../useDeed.ts';

export function EndRole({ person, close }: { person: PersonLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const [which, choose] = useState('0');
  const held = person.roles[Number(which)];
  const end = useDeed({ act: client.people.endRole, say: () => t('console.done'), onDone: close });
  const placeOf = (one: PersonLine['roles'][number]) => one.institution ?? t('console.wholeServer');
  if (held === undefined) return null;
  return (
    <Dialog
      title={`${t('console.people.endRole')}: ${person.name}`}
      close={close}
      submit={t('console.people.endRole')}
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate({ login: person.login, role: held.role, institution: held.institutionId });
      }}
      pending={end.isPending}
      trouble={end.trouble}
      danger
    >
      {person.roles.length > 1 ? (
        <Choices
          label={t('console.people.endRoleWhich')}
          options={person.roles.map((one, index) => ({
            value: String(index),
            label: `${t(`domain.roles.${one.role}`)} · ${placeOf(one)}`,
          }))}
          value={which}
          onChange={choose}
        />
      ) : null}
      <p>{t('console.people.endRoleText', { role: t(`domain.roles.${held.role}`), place: placeOf(held) })}</p>
    </Dialog>
  );
}
