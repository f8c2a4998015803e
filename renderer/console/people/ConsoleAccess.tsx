/** The console opened to a person, with a password shown once, or closed to them. */
import { Button, Modal } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { PersonLine } from '#shared/console/management.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import dialog from '../parts/dialog.module.css';
import { useFocusBack } from '../parts/useFocusBack.ts';
import { useDeed } from '../useDeed.ts';
import { useWhen } from '../when.ts';

interface ConsoleAccessProps {
  readonly person: PersonLine;
  readonly opens: boolean;
  readonly close: () => void;
}

export function ConsoleAccess(props: ConsoleAccessProps) {
  return props.opens ? <OpenConsole {...props} /> : <CloseConsole {...props} />;
}

function OpenConsole({ person, close }: ConsoleAccessProps) {
  const t = useText();
  const when = useWhen();
  const { client } = useServer();
  const open = useDeed({ act: () => client.people.openConsole({ login: person.login }) });
  const password = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (open.data !== undefined) password.current?.focus();
  }, [open.data]);
  useFocusBack();
  const title = t('console.people.passwordTitle', { name: person.name });
  if (open.data === undefined) {
    return (
      <Dialog
        title={title}
        close={close}
        submit={t(person.console === 'none' ? 'console.people.openConsole' : 'console.people.newPassword')}
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate();
        }}
        pending={open.isPending}
        trouble={open.trouble}
      >
        <p>{t('console.people.passwordText')}</p>
      </Dialog>
    );
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      centered
      size="lg"
      classNames={{ title: dialog.title }}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={dialog.fields}>
        <div>
          <p className={dialog.label}>{`${t('console.signIn.login')}: ${person.login}`}</p>
          <p className={dialog.secret} ref={password} tabIndex={-1} data-testid="password">
            {open.data.password}
          </p>
        </div>
        <p>{t('console.people.passwordText')}</p>
        <p className={dialog.soft}>
          {t('console.people.passwordUntil', { until: when.at(open.data.expiresAt) })}
        </p>
        <div className={dialog.buttons}>
          <CopyButton text={open.data.password} />
          <Button onClick={close}>{t('console.done')}</Button>
        </div>
      </div>
    </Modal>
  );
}

function CloseConsole({ person, close }: ConsoleAccessProps) {
  const t = useText();
  const { client } = useServer();
  const end = useDeed({
    act: () => client.people.closeConsole({ login: person.login }),
    say: () => t('console.done'),
    onDone: close,
  });
  return (
    <Dialog
      title={`${t('console.people.closeConsole')}: ${person.name}`}
      close={close}
      submit={t('console.people.closeConsole')}
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate();
      }}
      pending={end.isPending}
      trouble={end.trouble}
      danger
    >
      <p>{t('console.people.closeText')}</p>
    </Dialog>
  );
}
