/** Another recovery key, e.g. where the sheet is lost or was seen. It is shown this once, in place of the pages. */
import { Alert, Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../../ui/api.tsx';
import { failureText, unwrap } from '../../ui/failureError.ts';
import { useMe } from '../../ui/me.ts';
import { useText } from '../../ui/texts.tsx';
import { useShowKey } from '../start/showKey.ts';
import classes from './settings.module.css';

export function NewKeyForm({ done }: { done: () => void }) {
  const t = useText();
  const client = useClient();
  const { name } = useMe();
  const showKey = useShowKey();
  const [passphrase, type] = useState('');
  const make = useMutation({
    mutationFn: async () => unwrap(await client.profile.newRecoveryKey({ passphrase })),
    onSuccess: ({ recoveryKey }) => {
      type('');
      done();
      showKey(recoveryKey, name);
    },
  });
  return (
    <form
      className={`${classes.fields} ${classes.wide}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== '') make.mutate();
      }}
    >
      <p>{t('settings.key.text')}</p>
      <PasswordInput
        className={classes.wide}
        label={t('settings.lock.current')}
        autoComplete="current-password"
        autoFocus
        value={passphrase}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {make.isError ? (
        <Alert className={classes.wide} color="danger" role="alert">
          {failureText(make.error, t)}
        </Alert>
      ) : null}
      <Button type="submit" loading={make.isPending} disabled={passphrase === ''}>
        {t('settings.key.save')}
      </Button>
    </form>
  );
}
