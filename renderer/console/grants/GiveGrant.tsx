/** One more person for a case. */
import { TextInput } from '@mantine/core';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeed } from '../useDeed.ts';
import { usePeopleOptions } from './usePeopleOptions.ts';

export interface GiveGrantProps {
  readonly case: string | null;
  readonly login: string | null;
  readonly close: () => void;
}

export function GiveGrant({ case: asked, login, close }: GiveGrantProps) {
  const t = useText();
  const { client } = useServer();
  const people = usePeopleOptions();
  const fields = useFields<{ case: string; login: string | null }>({ case: asked ?? '', login });
  const give = useDeed({ act: client.grants.give, say: () => t('console.grants.given'), onDone: close });
  const submit = fields.onSubmit(
    (values) => ({
      case: values.case.trim() === '' ? t('console.grants.caseNeeded') : null,
      login: values.login === null ? t('console.codes.personNeeded') : null,
    }),
    (values) => {
      if (values.login !== null) give.mutate({ case: values.case.trim(), login: values.login });
    },
  );
  return (
    <Dialog
      title={t('console.grants.give')}
      close={close}
      submit={t('console.grants.give')}
      onSubmit={submit}
      pending={give.isPending}
      trouble={give.trouble}
    >
      <TextInput
        label={t('console.grants.case')}
        description={t('console.grants.caseHint')}
        maxLength={40}
        {...fields.text('case')}
      />
      <ListSelect label={t('console.grants.person')} options={people} {...fields.field('login')} />
    </Dialog>
  );
}
