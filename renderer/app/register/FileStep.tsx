/** Choosing the file: by button or by dropping it. What cannot be read is answered here, and nothing is lost. */
import { Alert, Button, FileButton, Group, NativeSelect, NumberInput } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { failureText } from '../../ui/failureError.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './register.module.css';
import { type Unread, unreadIn, type useRegister } from './useRegister.ts';
import type { Wizard } from './wizard.ts';

const readable = '.xlsx,.xls,.ods,.csv';

export interface FileStepProps {
  readonly wizard: Wizard;
  readonly register: ReturnType<typeof useRegister>;
}

export function FileStep({ wizard, register }: FileStepProps) {
  const t = useText();
  const [name, setName] = useState('');
  const { open, retry } = register;
  const take = (file: File | null | undefined): void => {
    if (file === null || file === undefined || open.isPending) return;
    setName(file.name);
    retry.reset();
    open.mutate(file);
  };
  const error = retry.error ?? open.error;
  const unread = unreadIn(error) ?? unreadIn(open.error);
  return (
    <>
      {error === null ? null : (
        <Alert
          color="danger"
          role="alert"
          style={{ flexShrink: 0 }}
          title={`${t('importWizard.file.problem')}: ${name}`}
        >
          <p>{failureText(error, t)}</p>
          <p>
            {t('importWizard.file.canGoOn')}{' '}
            {wizard.opened === null ? null : t('importWizard.file.keptDecisions')}
          </p>
          {unread === null ? null : (
            <TrySheet
              unread={unread}
              busy={retry.isPending}
              attempt={(asked) => retry.mutate({ ...unread, ...asked, file: name })}
            />
          )}
        </Alert>
      )}
      <DropZone take={take} busy={open.isPending ? name : null} opened={wizard.fileName} />
      <p className={classes.soft}>{t('importWizard.file.stays')}</p>
    </>
  );
}

interface DropZoneProps {
  readonly take: (file: File | null | undefined) => void;
  /** Name of the file being read. */
  readonly busy: string | null;
  readonly opened: string | null;
}

function DropZone({ take, busy, opened }: DropZoneProps) {
  const t = useText();
  const [over, setOver] = useState(false);
  return (
    <section
      className={classes.drop}
      data-over={over}
      aria-label={t('importWizard.file.heading')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <IconFileSpreadsheet size={44} stroke={1.4} color="var(--u-home)" aria-hidden />
      <p className={classes.dropTitle}>
        {opened === null ? t('importWizard.file.drop') : t('importWizard.file.opened', { name: opened })}
      </p>
      <p className={classes.soft}>{t('importWizard.file.or')}</p>
      <FileButton onChange={take} accept={readable}>
        {(props) => (
          <Button {...props} loading={busy !== null}>
            {opened === null ? t('importWizard.file.choose') : t('importWizard.file.another')}
          </Button>
        )}
      </FileButton>
      <p className={classes.soft}>{t('importWizard.file.formats')}</p>
      <p className={classes.soft} style={{ maxWidth: 560 }}>
        {t('importWizard.file.help')}
      </p>
      <p role="status">{busy === null ? '' : t('importWizard.file.reading', { name: busy })}</p>
    </section>
  );
}

interface TrySheetProps {
  readonly unread: Unread;
  readonly busy: boolean;
  readonly attempt: (asked: { sheet?: string; headerRow?: number }) => void;
}

/** The list may be on another sheet, or its headings in a row that was not recognised. */
function TrySheet({ unread, busy, attempt }: TrySheetProps) {
  const t = useText();
  const [sheet, setSheet] = useState(unread.sheets[0] ?? '');
  const [headerRow, setHeaderRow] = useState<number | undefined>(undefined);
  return (
    <Group align="flex-end" gap="sm" mt="sm">
      {unread.sheets.length > 1 ? (
        <NativeSelect
          label={t('importWizard.check.sheet')}
          data={[...unread.sheets]}
          value={sheet}
          onChange={(event) => setSheet(event.currentTarget.value)}
        />
      ) : null}
      <NumberInput
        label={t('importWizard.check.headerRow')}
        min={1}
        allowDecimal={false}
        w={150}
        value={headerRow ?? ''}
        onChange={(value) => setHeaderRow(typeof value === 'number' ? value : undefined)}
      />
      <Button
        variant="default"
        loading={busy}
        onClick={() => attempt({ sheet, ...(headerRow === undefined ? {} : { headerRow }) })}
      >
        {t('importWizard.file.tryAgain')}
      </Button>
    </Group>
  );
}
