/** The second step at signing in: turned on with an app on the telephone, turned off with the password. */
import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import { useServer, useSigned } from '../api.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import dialog from '../parts/dialog.module.css';
import { QrCode } from '../parts/QrCode.tsx';
import { useFocusBack } from '../parts/useFocusBack.ts';
import { useDeed } from '../useDeed.ts';
import classes from './account.module.css';

export function SecondStep() {
  const t = useText();
  const { me } = useSigned();
  const [open, setOpen] = useState<'on' | 'off' | null>(null);
  return (
    <Card
      title={t('console.account.totp.title')}
      aside={
        <Chip tone={me.totp ? 'well' : 'plain'}>
          {t(me.totp ? 'console.account.totp.on' : 'console.account.totp.off')}
        </Chip>
      }
    >
      <div className={classes.fields}>
        <p className={classes.soft}>{t('console.account.totp.why')}</p>
        <div>
          <Button variant={me.totp ? 'default' : 'filled'} onClick={() => setOpen(me.totp ? 'off' : 'on')}>
            {t(me.totp ? 'console.account.totp.end' : 'console.account.totp.start')}
          </Button>
        </div>
      </div>
      {open === 'on' ? <TurnOn close={() => setOpen(null)} /> : null}
      {open === 'off' ? <TurnOff close={() => setOpen(null)} /> : null}
    </Card>
  );
}

function TurnOn({ close }: { close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const start = useDeed({ act: () => client.account.totp.start({ password }) });
  const confirm = useDeed({
    act: () => client.account.totp.confirm({ code }),
    say: () => t('console.account.totp.enabled'),
  });
  const title = t('console.account.totp.title');
  if (confirm.data !== undefined) return <RecoveryCodes codes={confirm.data.recoveryCodes} close={close} />;
  if (start.data === undefined) {
    return (
      <Dialog
        title={title}
        close={close}
        submit={t('console.account.totp.continue')}
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate();
        }}
        pending={start.isPending}
        trouble={start.trouble}
      >
        <PasswordInput
          label={t('console.account.password.current')}
          description={t('console.account.totp.passwordAsk')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={title}
      close={close}
      submit={t('console.account.totp.confirm')}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
      pending={confirm.isPending}
      trouble={confirm.trouble}
    >
      <p>{t('console.account.totp.scan')}</p>
      <div className={dialog.once}>
        <QrCode text={start.data.uri} label={t('console.account.totp.qr')} />
        <div className={dialog.secrets}>
          <div>
            <p className={dialog.label}>{t('console.account.totp.key')}</p>
            <p className={`${dialog.secret} ${dialog.small}`} data-testid="totp-key">
              {start.data.secret}
            </p>
          </div>
          <TextInput
            label={t('console.signIn.code')}
            autoComplete="one-time-code"
            autoFocus
            inputMode="numeric"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </div>
      </div>
    </Dialog>
  );
}

function RecoveryCodes({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const t = useText();
  useFocusBack();
  return (
    <Modal
      opened
      onClose={close}
      title={t('console.account.totp.codesTitle')}
      centered
      size="lg"
      classNames={{ title: dialog.title }}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className={dialog.fields}>
        <p>{t('console.account.totp.codesText')}</p>
        <ol className={dialog.codes}>
          {codes.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
        <div className={dialog.buttons}>
          <CopyButton text={codes.join('\n')} />
          <Button onClick={close}>{t('console.account.totp.codesKept')}</Button>
        </div>
      </div>
    </Modal>
  );
}

function TurnOff({ close }: { close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const [password, setPassword] = useState('');
  const end = useDeed({
    act: () => client.account.totp.end({ password }),
    say: () => t('console.account.totp.disabled'),
    onDone: close,
  });
  return (
    <Dialog
      title={t('console.account.totp.title')}
      close={close}
      submit={t('console.account.totp.end')}
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate();
      }}
      pending={end.isPending}
      trouble={end.trouble}
      danger
    >
      <p>{t('console.account.totp.endText')}</p>
      <PasswordInput
        label={t('console.account.password.current')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </Dialog>
  );
}
