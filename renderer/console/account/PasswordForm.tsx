/** The own password, changed. */
import { Button, PasswordInput } from '@mantine/core';
import { shortestPassword } from '#shared/console/session.ts';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { useDeed } from '../useDeed.ts';
import classes from './account.module.css';

export function PasswordForm() {
  const t = useText();
  const { client } = useServer();
  const fields = useFields({ current: '', next: '', again: '' });
  const change = useDeed({
    act: (given: { current: string; next: string }) => client.account.changePassword(given),
    say: () => t('console.account.password.changed'),
    onDone: () => fields.reset(),
  });
  const submit = fields.onSubmit(
    ({ current, next, again }) => ({
      current: current === '' ? t('console.account.password.needed') : null,
      next:
        [...next].length < shortestPassword
          ? t('console.account.password.short', { count: shortestPassword })
          : null,
      again: again === next ? null : t('console.account.password.notSame'),
    }),
    ({ current, next }) => change.mutate({ current, next }),
  );
  return (
    <form className={classes.fields} onSubmit={submit} noValidate>
      <PasswordInput
        label={t('console.account.password.current')}
        autoComplete="current-password"
        {...fields.text('current')}
      />
      <PasswordInput
        label={t('console.account.password.next')}
        description={t('console.account.password.hint', { count: shortestPassword })}
        autoComplete="new-password"
        {...fields.text('next')}
      />
      <PasswordInput
        label={t('console.account.password.again')}
        autoComplete="new-password"
        {...fields.text('again')}
      />
      {change.trouble === null ? null : (
        <p className={classes.trouble} role="alert">
          {change.trouble}
        </p>
      )}
      <div>
        <Button type="submit" loading={change.isPending}>
          {t('console.account.password.submit')}
        </Button>
      </div>
    </form>
  );
}
