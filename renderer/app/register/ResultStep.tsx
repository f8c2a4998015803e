/**
 * What the import did, and the list of what to check, to print and to work through with the papers. A long
 * list is shown in part until somebody asks for all of it; printing prints all.
 */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { ImportResult } from '#shared/contract/register.ts';
import { registerFields } from '#shared/domain/register/fields.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { warningSeverity } from '#shared/domain/register/warnings.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useShell } from '../../ui/shellContext.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './register.module.css';

const shownAtFirst = 100;

export interface ResultStepProps {
  readonly result: ImportResult;
  readonly preview: RegisterPreview;
  readonly another: () => void;
}

export function ResultStep({ result, preview, another }: ResultStepProps) {
  const t = useText();
  const shell = useShell();
  const [all, showAll] = useState(false);
  const print = (): void => {
    flushSync(() => showAll(true));
    shell.print();
  };
  return (
    <>
      <Card
        title={
          result.created === 0
            ? t('importWizard.result.createdNone')
            : t('importWizard.result.created', { count: result.created })
        }
        aside={
          <div className={`${classes.actions} no-print`}>
            <Button variant="default" onClick={another}>
              {t('importWizard.file.another')}
            </Button>
            <Button variant="default" leftSection={<IconPrinter size={17} aria-hidden />} onClick={print}>
              {t('importWizard.result.print')}
            </Button>
            <Button renderRoot={(props) => <Link to="/children" {...props} />}>
              {t('importWizard.result.toChildren')}
            </Button>
          </div>
        }
      >
        <ResultTiles result={result} />
      </Card>
      <SkippedCard result={result} all={all} showAll={() => showAll(true)} />
      <ToCheck result={result} preview={preview} all={all} showAll={() => showAll(true)} />
    </>
  );
}

function ResultTiles({ result }: { result: ImportResult }) {
  const t = useText();
  const days = useDays();
  const tiles = [
    ['rows', result.rows],
    ['created', result.created],
    ['skipped', result.duplicates.length],
    ['warnings', result.warnings.length],
    ['errors', result.errors.length],
  ] as const;
  return (
    <dl className={classes.tiles}>
      {tiles.map(([id, value]) => (
        <div key={id}>
          <dt>{t(`importWizard.result.${id}`)}</dt>
          <dd>{days.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

interface LongList {
  readonly all: boolean;
  readonly showAll: () => void;
}

function SkippedCard({ result, all, showAll }: LongList & { result: ImportResult }) {
  const t = useText();
  if (result.duplicates.length === 0) return null;
  return (
    <Card title={t('importWizard.result.skippedRows')}>
      <ul className={classes.list}>
        {(all ? result.duplicates : result.duplicates.slice(0, shownAtFirst)).map(({ row, of, caseCode }) => (
          <li key={row}>
            {of === null
              ? t('importWizard.result.skippedKnown', { row, code: caseCode ?? '' })
              : t('importWizard.result.skippedRow', { row, of })}
          </li>
        ))}
      </ul>
      <ShowAll count={result.duplicates.length} all={all} showAll={showAll} />
    </Card>
  );
}

type ToCheckProps = LongList & Pick<ResultStepProps, 'result' | 'preview'>;

function ToCheck({ result, preview, all, showAll }: ToCheckProps) {
  const t = useText();
  const items = [...result.errors, ...result.warnings].sort((one, other) => one.row - other.row);
  const names = new Map(preview.rows.map(({ row, draft }) => [row, draft.fullName]));
  if (items.length === 0) return <p>{t('importWizard.result.nothingToCheck')}</p>;
  return (
    <Card title={t('importWizard.result.checkList')}>
      <p className={classes.soft}>{t('importWizard.result.checkListHelp')}</p>
      <table className={classes.results}>
        <thead>
          <tr>
            <th style={{ width: 64 }}>{t('importWizard.check.row')}</th>
            <th style={{ width: '24%' }}>{t('importWizard.result.child')}</th>
            <th style={{ width: '16%' }}>{t('importWizard.result.field')}</th>
            <th>{t('importWizard.result.question')}</th>
            <th className="only-print">{t('importWizard.result.checked')}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? items : items.slice(0, shownAtFirst)).map((item) => (
            <tr key={`${item.row} ${item.field} ${item.code}`}>
              <td>{item.row}</td>
              <td>{names.get(item.row) ?? ''}</td>
              <td>{fieldWords(item.field, t)}</td>
              <td>{warningWords(item.code, t)}</td>
              <td className="only-print">
                <span className={classes.tick} aria-hidden="true" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowAll count={items.length} all={all} showAll={showAll} />
    </Card>
  );
}

function ShowAll({ count, all, showAll }: LongList & { count: number }) {
  const t = useText();
  if (all || count <= shownAtFirst) return null;
  return (
    <Button variant="default" mt="sm" className="no-print" onClick={showAll}>
      {t('importWizard.result.all', { count })}
    </Button>
  );
}

function fieldWords(field: string, t: Translator): string {
  const known = registerFields.find((one) => one === field);
  return known === undefined ? field : t(`register.fields.${known}`);
}

function warningWords(code: string, t: Translator): string {
  return isWarningCode(code) ? t(`register.warnings.${code}`) : code;
}

function isWarningCode(code: string): code is keyof typeof warningSeverity {
  return Object.hasOwn(warningSeverity, code);
}
