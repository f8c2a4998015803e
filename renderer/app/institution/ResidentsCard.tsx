/** Residents over time, as a chart or, for whoever prefers or needs it, as the table behind it. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';
import { ResidentsChart } from './ResidentsChart.tsx';
import { type ResidentsPoint, residentsSeries } from './residentsSeries.ts';

export function ResidentsCard({ figures }: { figures: InstitutionFigures }) {
  const t = useText();
  const [view, setView] = useState('chart');
  const points = residentsSeries(figures);
  return (
    <Card
      title={t('institution.chart.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('institution.chart.view')}
          value={view}
          onChange={setView}
          transitionDuration={0}
          data={[
            { value: 'chart', label: t('institution.chart.asChart') },
            { value: 'table', label: t('institution.chart.asTable') },
          ]}
        />
      }
    >
      {points.length === 0 ? (
        <p className={classes.soft}>{t('institution.chart.empty')}</p>
      ) : view === 'chart' ? (
        <ResidentsChart points={points} />
      ) : (
        <ResidentsTable points={points} />
      )}
    </Card>
  );
}

function ResidentsTable({ points }: { points: readonly ResidentsPoint[] }) {
  const t = useText();
  const days = useDays();
  return (
    <section className={classes.tableScroll} aria-label={t('institution.chart.caption')}>
      <table className={classes.rows}>
        <caption className="only-spoken">{t('institution.chart.caption')}</caption>
        <thead>
          <tr>
            <th>{t('institution.chart.day')}</th>
            <th className={classes.count}>{t('institution.chart.residents')}</th>
            <th className={classes.count}>{t('institution.chart.admitted')}</th>
            <th className={classes.count}>{t('institution.chart.left')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.on}>
              <th scope="row">{days.full(point.on)}</th>
              <td className={classes.count}>{point.residents}</td>
              <td className={classes.count}>{point.admitted === 0 ? '' : `+${point.admitted}`}</td>
              <td className={classes.count}>{point.left === 0 ? '' : `−${point.left}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
