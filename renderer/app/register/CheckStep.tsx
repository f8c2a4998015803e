/** Checking how the file was read: the sheet, the columns, every row as it will be written, every doubt. */
import { Alert, NativeSelect, NumberInput, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { RegisterField } from '#shared/domain/register/fields.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import type { RegisterWarning } from '#shared/domain/register/warnings.ts';
import { failureText } from '../../ui/failureError.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './check.module.css';
import { DoubtList } from './DoubtList.tsx';
import { doubtsByRow, doubtsOf, shownRows } from './doubts.ts';
import { PreviewTable } from './PreviewTable.tsx';
import { SummaryStrip } from './SummaryStrip.tsx';
import type { useRegister } from './useRegister.ts';
import { type Wizard, workOn } from './wizard.ts';

export interface CheckStepProps {
  readonly wizard: Wizard;
  readonly preview: RegisterPreview;
  readonly register: ReturnType<typeof useRegister>;
}

export function CheckStep({ wizard, preview, register }: CheckStepProps) {
  const t = useText();
  const [onlyDoubtful, setOnlyDoubtful] = useState(false);
  const [found, find] = useState<RegisterWarning | null>(null);
  const { correct } = register;
  const work = workOn(wizard);
  const doubts = useMemo(() => doubtsOf(preview), [preview]);
  const byRow = useMemo(() => doubtsByRow(doubts), [doubts]);
  const rows = useMemo(() => shownRows(preview.rows, byRow, onlyDoubtful), [preview, byRow, onlyDoubtful]);
  const mapColumn = (index: number, field: RegisterField | null): void =>
    correct.mutate({ work: { mapping: { ...work.mapping, [index]: field } } });
  return (
    <>
      <SummaryStrip preview={preview} decisions={work.decisions} />
      {correct.isError ? (
        <Alert
          color="danger"
          role="alert"
          style={{ flexShrink: 0 }}
          withCloseButton
          onClose={() => correct.reset()}
        >
          {failureText(correct.error, t)}
        </Alert>
      ) : null}
      <div className={classes.check} aria-busy={correct.isPending}>
        <section className={classes.panel} aria-label={t('importWizard.check.preview')}>
          <div className={classes.panelHead}>
            <div className={classes.fields}>
              {preview.sheets.length > 1 ? (
                <NativeSelect
                  size="xs"
                  maw={190}
                  label={t('importWizard.check.sheet')}
                  data={[...preview.sheets]}
                  value={preview.sheet}
                  onChange={(event) => correct.mutate({ sheet: event.currentTarget.value })}
                />
              ) : null}
              <NumberInput
                key={`${preview.sheet} ${preview.headerRow}`}
                size="xs"
                w={150}
                label={t('importWizard.check.headerRow')}
                title={t('importWizard.check.headerRowHelp')}
                min={1}
                allowDecimal={false}
                defaultValue={preview.headerRow}
                onBlur={(event) => {
                  const headerRow = Number(event.currentTarget.value);
                  if (Number.isInteger(headerRow) && headerRow > 0 && headerRow !== preview.headerRow) {
                    correct.mutate({ work: { headerRow, mapping: {} } });
                  }
                }}
              />
              <p className={`${classes.soft} ${classes.small}`}>{t('importWizard.check.columnsHelp')}</p>
            </div>
            <Switch
              label={t('importWizard.check.onlyDoubtful')}
              checked={onlyDoubtful}
              onChange={(event) => setOnlyDoubtful(event.currentTarget.checked)}
              styles={{ label: { whiteSpace: 'nowrap' } }}
            />
          </div>
          <PreviewTable
            columns={preview.columns}
            rows={rows}
            doubts={byRow}
            found={found}
            mapColumn={mapColumn}
          />
        </section>
        <DoubtList
          doubts={doubts}
          skipped={preview.skipped}
          show={(doubt) => {
            setOnlyDoubtful(false);
            find(doubt);
          }}
        />
      </div>
    </>
  );
}
