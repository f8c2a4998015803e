/** Changes the passphrase. What was typed is forgotten as soon as it has worked. */
import { Alert, Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { minPassphraseLength } from '#shared/contract/profile.ts';
import { useClient } from '../../ui/api.tsx';
import { failureText, unwrap } from '../../ui/failureError.ts';
import { useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';
import { emptyChange, passphraseProblems } from './passphraseChange.ts';
import classes from './settings.module.css';

export function PassphraseForm({ done }: { done: () => void }) {
  const t = useText();
  const client = useClient();
  const toasts = useToasts();
  const [change, type] = useState(emptyChange);
  const [tried, setTried] = useState(false);
  const problems = passphraseProblems(change);
  const save = useMutation({
    mutationFn: async () =>
      unwrap(await client.profile.changePassphrase({ current: change.current, next: change.next })),
    onSuccess: () => {
      type(emptyChange);
      toasts.done(t('settings.lock.changed'));
      done();
    },
  });
  return (
    <form
      className={`${classes.fields} ${classes.wide}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.values(problems).every((problem) => problem === null)) save.mutate();
      }}
    >
      <PasswordInput
        className={classes.wide}
        label={t('settings.lock.current')}
        autoComplete="current-password"
        autoFocus
        value={change.current}
        onChange={(event) => type({ ...change, current: event.currentTarget.value })}
        error={tried && problems.current !== null ? t('settings.lock.missing') : undefined}
      />
      <PasswordInput
        className={classes.wide}
        label={t('settings.lock.next')}
        description={t('settings.lock.tooShort', { count: minPassphraseLength })}
        autoComplete="new-password"
        value={change.next}
        onChange={(event) => type({ ...change, next: event.currentTarget.value })}
        error={
          tried && problems.next !== null
            ? t('settings.lock.tooShort', { count: minPassphraseLength })
            : undefined
        }
      />
      <PasswordInput
        className={classes.wide}
        label={t('settings.lock.repeat')}
        autoComplete="new-password"
        value={change.repeat}
        onChange={(event) => type({ ...change, repeat: event.currentTarget.value })}
        error={tried && problems.repeat !== null ? t('settings.lock.differ') : undefined}
      />
      {save.isError ? (
        <Alert className={classes.wide} color="danger" role="alert">
          {failureText(save.error, t)}
        </Alert>
      ) : null}
      <Button type="submit" loading={save.isPending}>
        {t('settings.lock.save')}
      </Button>
    </form>
  );
}
