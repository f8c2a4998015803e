/** Every doubt of the list in words, beside the table; each leads to its row. Virtual, like the table. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { SkippedRow } from '#shared/domain/register/types.ts';
import type { RegisterWarning } from '#shared/domain/register/warnings.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './check.module.css';
import { SeverityIcon } from './SeverityIcon.tsx';

export interface DoubtListProps {
  readonly doubts: readonly RegisterWarning[];
  readonly skipped: readonly SkippedRow[];
  readonly show: (doubt: RegisterWarning) => void;
}

export function DoubtList({ doubts, skipped, show }: DoubtListProps) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: doubts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 84,
    overscan: 6,
  });
  return (
    <section className={classes.panel} aria-label={t('importWizard.check.doubtful')}>
      <div className={classes.panelHead}>
        <h2>{t('importWizard.check.doubtful')}</h2>
        <Chip tone={doubts.length === 0 ? 'well' : 'soon'}>
          {t('importWizard.check.doubtfulCount', { count: doubts.length })}
        </Chip>
      </div>
      <div className={classes.scroll} ref={scroller}>
        {doubts.length === 0 ? (
          <p className={classes.soft} style={{ padding: 12 }}>
            {t('importWizard.check.noDoubtful')}
          </p>
        ) : null}
        <ul className={classes.doubts} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const doubt = doubts[item.index];
            return doubt === undefined ? null : (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <DoubtItem doubt={doubt} show={show} />
              </li>
            );
          })}
        </ul>
      </div>
      <SkippedRows skipped={skipped} />
    </section>
  );
}

function DoubtItem({ doubt, show }: { doubt: RegisterWarning; show: (doubt: RegisterWarning) => void }) {
  const t = useText();
  const where = `${t('importWizard.check.rowNumber', { row: doubt.row })} · ${t(`register.fields.${doubt.field}`)}`;
  return (
    <button
      type="button"
      className={classes.doubt}
      title={t('importWizard.check.goTo', { row: doubt.row })}
      onClick={() => show(doubt)}
    >
      <span className={classes.badge} data-severity={doubt.severity}>
        <SeverityIcon severity={doubt.severity} />
      </span>
      <span>
        <span className={classes.where}>{where}</span>
        <span className="only-spoken"> {t(`register.severities.${doubt.severity}`)}: </span>
        <span style={{ display: 'block' }}>{t(`register.warnings.${doubt.code}`)}</span>
        {doubt.value === '' ? null : (
          <span className={classes.soft}>{t('importWizard.check.wasWritten', { text: doubt.value })}</span>
        )}
      </span>
    </button>
  );
}

/** Totals, signatures and headings that are no children: said, so that nobody looks for a lost row. */
function SkippedRows({ skipped }: { skipped: readonly SkippedRow[] }) {
  const t = useText();
  if (skipped.length === 0) return null;
  return (
    <details className={classes.skipped}>
      <summary>{t('importWizard.check.skipped', { count: skipped.length })}</summary>
      <ul>
        {skipped.map(({ row, why, text }) => (
          <li key={row}>
            {t('importWizard.check.rowNumber', { row })}: {t(`register.skipped.${why}`)} — {text}
          </li>
        ))}
      </ul>
    </details>
  );
}
