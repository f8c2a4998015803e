/**
 * Binds the profile to this computer, or frees it. Whoever binds types the recovery key too: it is the only
 * way in once the computer or the account is gone, so it must be at hand.
 */
import { Alert, Button, PasswordInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi, useClient } from '../../ui/api.tsx';
import { failureText, unwrap } from '../../ui/failureError.ts';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';
import classes from './settings.module.css';

export function BindingForm({ bound, done }: { bound: boolean; done: () => void }) {
  const t = useText();
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const toasts = useToasts();
  const form = useFields({ passphrase: '', recoveryKey: '' });
  const { passphrase, recoveryKey } = form.values;
  const change = useMutation({
    mutationFn: async () =>
      unwrap(
        bound
          ? await client.profile.freeFromComputer({ passphrase })
          : await client.profile.bindToComputer({ passphrase, recoveryKey }),
      ),
    onSuccess: async () => {
      form.reset();
      toasts.done(t(bound ? 'settings.binding.freed' : 'settings.binding.done'));
      done();
      await queries.invalidateQueries({ queryKey: api.profile.binding.key() });
    },
  });
  const missing = passphrase === '' || (!bound && recoveryKey.trim() === '');
  return (
    <form
      className={`${classes.fields} ${classes.wide}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) change.mutate();
      }}
    >
      <p>{t(bound ? 'settings.binding.freeText' : 'settings.binding.text')}</p>
      <PasswordInput
        className={classes.wide}
        label={t('settings.lock.current')}
        autoComplete="current-password"
        autoFocus
        {...form.text('passphrase')}
      />
      {bound ? null : (
        <Textarea
          className={classes.wide}
          label={t('start.recover.key')}
          description={t('settings.binding.keyHint')}
          autoComplete="off"
          spellCheck={false}
          rows={2}
          {...form.text('recoveryKey')}
        />
      )}
      {change.isError ? (
        <Alert className={classes.wide} color="danger" role="alert">
          {failureText(change.error, t)}
        </Alert>
      ) : null}
      <Button type="submit" loading={change.isPending} disabled={missing}>
        {t(bound ? 'settings.binding.free' : 'settings.binding.bind')}
      </Button>
    </form>
  );
}
