/** One more person, with a first role. */
import { TextInput } from '@mantine/core';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeed } from '../useDeed.ts';
import { noRole, RoleFields, type RoleValues, roleErrors, roleGiven } from './RoleFields.tsx';

interface Values extends RoleValues {
  readonly name: string;
  readonly login: string;
}

export function AddPerson({ close }: { close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const fields = useFields<Values>({ name: '', login: '', ...noRole });
  const add = useDeed({
    act: client.people.add,
    say: (_, { name }) => t('console.people.added', { name }),
    onDone: close,
  });
  const submit = fields.onSubmit(
    (values) => ({
      name: values.name.trim() === '' ? t('console.people.nameNeeded') : null,
      login: values.login.trim() === '' ? t('console.people.loginNeeded') : null,
      ...roleErrors(values, t),
    }),
    (values) => {
      const given = roleGiven(values);
      if (given !== null) add.mutate({ name: values.name.trim(), login: values.login.trim(), ...given });
    },
  );
  return (
    <Dialog
      title={t('console.people.add')}
      close={close}
      submit={t('console.people.add')}
      onSubmit={submit}
      pending={add.isPending}
      trouble={add.trouble}
    >
      <TextInput
        label={t('console.people.name')}
        description={t('console.people.nameHint')}
        maxLength={200}
        {...fields.text('name')}
      />
      <TextInput
        label={t('console.people.login')}
        description={t('console.people.loginHint')}
        maxLength={64}
        autoCapitalize="none"
        spellCheck={false}
        {...fields.text('login')}
      />
      <RoleFields values={fields.values} change={(role) => fields.set(role)} error={fields.error} />
    </Dialog>
  );
}
