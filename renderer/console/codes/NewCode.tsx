/** A code for one device: chosen for a person, then shown once, as text and to be scanned. */
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PersonLine } from '#shared/console/management.ts';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi, useServer } from '../api.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import dialog from '../parts/dialog.module.css';
import { QrCode } from '../parts/QrCode.tsx';
import { useFocusBack } from '../parts/useFocusBack.ts';
import { useDeed } from '../useDeed.ts';
import { useNow } from '../useNow.ts';
import { useWhen } from '../when.ts';

export interface NewCodeProps {
  /** Null: to be chosen. */
  readonly person: Pick<PersonLine, 'login' | 'name'> | null;
  readonly close: () => void;
}

export function NewCode({ person, close }: NewCodeProps) {
  const t = useText();
  const { client } = useServer();
  const { data: people = [] } = useQuery(useApi().people.list.queryOptions());
  const [login, choose] = useState(person?.login ?? null);
  const [error, setError] = useState<string | null>(null);
  const make = useDeed({ act: (given: string) => client.codes.make({ login: given }) });
  const name = person?.name ?? people.find((one) => one.login === login)?.name ?? '';
  const { mutate } = make;
  const asked = useRef(false);
  // for a person already chosen there is nothing to ask; but never two codes for one click
  useEffect(() => {
    if (person === null || asked.current) return;
    asked.current = true;
    mutate(person.login);
  }, [person, mutate]);
  if (make.data !== undefined) return <CodeOnce {...make.data} name={name} close={close} />;
  if (person !== null && make.trouble === null) return null;
  return (
    <Dialog
      title={t('console.codes.make')}
      close={close}
      submit={t('console.codes.make')}
      onSubmit={(event) => {
        event.preventDefault();
        if (login === null) setError(t('console.codes.personNeeded'));
        else make.mutate(login);
      }}
      pending={make.isPending}
      trouble={make.trouble}
    >
      <ListSelect
        label={t('console.codes.person')}
        options={people
          .filter((one) => one.roles.length > 0)
          .map((one) => ({ value: one.login, label: `${one.name} (${one.login})` }))}
        value={login}
        onChange={(next) => {
          choose(next);
          setError(null);
        }}
        error={error}
      />
    </Dialog>
  );
}

function CodeOnce(props: { code: string; expiresAt: string; name: string; close: () => void }) {
  useFocusBack();
  const { code, expiresAt, name, close } = props;
  const t = useText();
  const when = useWhen();
  useNow();
  const server = window.location.origin;
  return (
    <Modal
      opened
      onClose={close}
      title={t('console.codes.newTitle', { name })}
      centered
      size="lg"
      classNames={{ title: dialog.title }}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={dialog.fields}>
        <div className={dialog.once}>
          <QrCode text={`${server}\n${code}`} label={t('console.codes.qr')} />
          <div className={dialog.secrets}>
            <div>
              <p className={dialog.label}>{t('console.codes.code')}</p>
              <p className={dialog.secret} data-testid="code">
                {code}
              </p>
            </div>
            <div>
              <p className={dialog.label}>{t('console.codes.server')}</p>
              <p className={`${dialog.secret} ${dialog.small}`}>{server}</p>
            </div>
            <p className={dialog.soft}>{when.left(expiresAt) ?? t('console.leftOver')}</p>
          </div>
        </div>
        <p>{t('console.codes.newText')}</p>
        <div className={dialog.buttons}>
          <CopyButton text={`${server}\n${code}`} />
          <Button onClick={close}>{t('console.done')}</Button>
        </div>
      </div>
    </Modal>
  );
}
