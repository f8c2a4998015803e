/** The lock: a passphrase, a wait after too many wrong ones, and the honest truth about a lost one. */
import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useApi, useClient } from '../../ui/api.tsx';
import { FailureError, failureText, unwrap } from '../../ui/failureError.ts';
import { useText } from '../../ui/texts.tsx';
import { Recover } from './Recover.tsx';
import { Sheet } from './Sheet.tsx';
import classes from './start.module.css';
import { Trouble, type TroubleKind } from './Trouble.tsx';
import { useSecondsUntil } from './useSecondsUntil.ts';

export interface UnlockProps {
  readonly name: string | null;
  /** ISO instant. */
  readonly throttledUntil: string | null;
}

export function Unlock({ name, throttledUntil }: UnlockProps) {
  const t = useText();
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const [passphrase, type] = useState('');
  const [recovering, recover] = useState(false);
  const seconds = useSecondsUntil(throttledUntil);
  const unlock = useMutation({
    mutationFn: async () => unwrap(await client.profile.unlock({ passphrase })),
    onSettled: () => queries.invalidateQueries({ queryKey: api.profile.status.key() }),
    onError: () => type(''),
  });
  if (recovering) return <Recover back={() => recover(false)} />;
  const trouble = troubleIn(unlock.error);
  if (trouble !== null) return <Trouble kind={trouble} retry={() => unlock.reset()} />;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '') unlock.mutate();
  };
  return (
    <Sheet>
      <h1 className={classes.title}>
        {name === null ? t('start.unlock.titleNoName') : t('start.unlock.title', { name })}
      </h1>
      <form className={classes.fields} onSubmit={submit} noValidate>
        <PasswordInput
          label={t('start.unlock.passphrase')}
          autoComplete="current-password"
          autoFocus
          value={passphrase}
          onChange={(event) => type(event.currentTarget.value)}
          disabled={unlock.isPending}
        />
        {unlock.error !== null && seconds === 0 ? (
          <p className={classes.error} role="alert">
            {failureText(unlock.error, t)}
          </p>
        ) : null}
        {seconds > 0 ? (
          <p className={classes.error} role="status">
            {t('start.unlock.wait', { seconds })}
          </p>
        ) : null}
        <Button type="submit" loading={unlock.isPending} disabled={seconds > 0 || passphrase === ''}>
          {t('start.unlock.submit')}
        </Button>
        <details className={classes.note}>
          <summary>{t('start.unlock.lost')}</summary>
          <p style={{ margin: '8px 0' }}>{t('start.unlock.lostText')}</p>
          <Button variant="default" size="xs" onClick={() => recover(true)}>
            {t('start.unlock.recover')}
          </Button>
        </details>
      </form>
    </Sheet>
  );
}

function troubleIn(error: unknown): TroubleKind | null {
  if (!(error instanceof FailureError)) return null;
  switch (error.failure.code) {
    case 'database_damaged':
      return 'damaged';
    case 'database_newer':
      return 'newer';
    case 'database_in_use':
      return 'inUse';
    case 'runtime_too_old':
      return 'runtime';
    default:
      return null;
  }
}
