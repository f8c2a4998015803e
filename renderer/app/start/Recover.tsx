/** Opens the profile with the printed key and sets a new passphrase. */
import { Button, PasswordInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { minPassphraseLength } from '#shared/contract/profile.ts';
import { useApi, useClient } from '../../ui/api.tsx';
import { failureText, unwrap } from '../../ui/failureError.ts';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { Sheet } from './Sheet.tsx';
import { StrengthHint } from './StrengthHint.tsx';
import classes from './start.module.css';

export function Recover({ back }: { back: () => void }) {
  const t = useText();
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const form = useFields({ recoveryKey: '', passphrase: '', repeat: '' });
  const check = (values: typeof form.values) => ({
    recoveryKey: values.recoveryKey.trim().length < 8 ? t('start.errors.recoveryKey') : null,
    passphrase:
      [...values.passphrase].length < minPassphraseLength
        ? t('start.errors.short', { count: minPassphraseLength })
        : null,
    repeat: values.repeat === values.passphrase ? null : t('start.errors.different'),
  });
  const recover = useMutation({
    mutationFn: async (values: { recoveryKey: string; passphrase: string }) =>
      unwrap(
        await client.profile.recover({ recoveryKey: values.recoveryKey, passphrase: values.passphrase }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: api.profile.status.key() }),
  });
  return (
    <Sheet>
      <h1 className={classes.title}>{t('start.recover.title')}</h1>
      <p className={classes.intro}>{t('start.recover.intro')}</p>
      <form
        className={classes.fields}
        onSubmit={form.onSubmit(check, (values) => recover.mutate(values))}
        noValidate
      >
        <Textarea
          label={t('start.recover.key')}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          rows={2}
          {...form.text('recoveryKey')}
        />
        <PasswordInput
          label={t('start.make.passphrase')}
          description={t('start.make.passphraseHint', { count: minPassphraseLength })}
          autoComplete="new-password"
          {...form.text('passphrase')}
        />
        <StrengthHint passphrase={form.values.passphrase} />
        <PasswordInput label={t('start.make.repeat')} autoComplete="new-password" {...form.text('repeat')} />
        {recover.error === null ? null : (
          <p className={classes.error} role="alert">
            {failureText(recover.error, t)}
          </p>
        )}
        <div className={classes.foot}>
          <Button variant="subtle" color="gray" onClick={back}>
            {t('start.recover.back')}
          </Button>
          <Button type="submit" loading={recover.isPending}>
            {t('start.recover.submit')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
