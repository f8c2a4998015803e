/** Login and password, and the code of the second step where it is asked for. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SignedIn } from '#shared/console/session.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { faultOf } from '../failure.ts';
import { useFailureText } from '../useFailureText.ts';
import { Sheet } from './Sheet.tsx';
import classes from './signIn.module.css';

export interface SignInProps {
  readonly server: string;
  readonly enter: (me: SignedIn) => void;
  /** A session has just ended. */
  readonly again: boolean;
}

export function SignIn({ server, enter, again }: SignInProps) {
  const t = useText();
  const { client } = useServer();
  const failureText = useFailureText();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeAsked, askCode] = useState(false);
  const signIn = useMutation({
    mutationFn: () => client.session.signIn({ login, password, ...(codeAsked ? { code } : {}) }),
    onSuccess: enter,
    onError: (error) => {
      if (faultOf(error) === 'code_needed') askCode(true);
      if (faultOf(error) === 'sign_in_wrong') askCode(false);
      setCode('');
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (login.trim() !== '' && password !== '') signIn.mutate();
  };
  const trouble = faultOf(signIn.error) === 'code_needed' ? null : signIn.error;
  return (
    <Sheet title={t('console.signIn.title')}>
      <p className={classes.intro}>
        {server}. {t('console.signIn.intro')}
      </p>
      <form className={classes.fields} onSubmit={submit} noValidate>
        {window.isSecureContext ? null : <p className={classes.warning}>{t('console.signIn.insecure')}</p>}
        {again && signIn.error === null ? <p role="status">{t('console.signIn.again')}</p> : null}
        <TextInput
          label={t('console.signIn.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
          disabled={signIn.isPending}
        />
        <PasswordInput
          label={t('console.signIn.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          disabled={signIn.isPending}
        />
        {codeAsked ? (
          <TextInput
            label={t('console.signIn.code')}
            description={t('console.signIn.codeHint')}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            disabled={signIn.isPending}
          />
        ) : null}
        {trouble === null ? null : (
          <p className={classes.error} role="alert">
            {failureText(trouble)}
          </p>
        )}
        <Button
          type="submit"
          loading={signIn.isPending}
          disabled={login.trim() === '' || password === '' || (codeAsked && code.trim() === '')}
        >
          {t('console.signIn.submit')}
        </Button>
        <details className={classes.note}>
          <summary>{t('console.signIn.help')}</summary>
          <p>{t('console.signIn.helpText')}</p>
        </details>
      </form>
    </Sheet>
  );
}
