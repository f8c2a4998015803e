/**
 * Residents as a step line from the baseline day to the as-of day: the number holds between changes. An
 * admission is marked, since a line that only falls would hide it.
 */
import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { ReferenceDot } from 'recharts';
import { formatDay } from '#shared/i18n/format.ts';
import { useDays } from '../../ui/days.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';
import {
  admissionsIn,
  countTicks,
  dayAt,
  monthTicks,
  type ResidentsPoint,
  timeOf,
} from './residentsSeries.ts';

export function ResidentsChart({ points }: { points: readonly ResidentsPoint[] }) {
  const t = useText();
  const days = useDays();
  const { language } = useLanguage();
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  const highest = Math.max(...points.map(({ residents }) => residents));
  const counts = countTicks(highest);
  const admissions = admissionsIn(points);
  return (
    <>
      <div
        role="img"
        aria-label={t('institution.chart.summary', {
          from: days.long(first.on),
          to: days.long(last.on),
          first: first.residents,
          last: last.residents,
        })}
      >
        <LineChart
          h={262}
          data={points.map((point) => ({ ...point }))}
          dataKey="at"
          series={[{ name: 'residents', label: t('institution.chart.residents'), color: 'var(--u-home)' }]}
          curveType="stepAfter"
          strokeWidth={3}
          withDots={false}
          gridColor="var(--u-line)"
          textColor="var(--u-soft)"
          lineChartProps={{ accessibilityLayer: false, margin: { top: 18, right: 78, bottom: 0, left: 0 } }}
          lineProps={{ isAnimationActive: false }}
          yAxisProps={{ ticks: counts, domain: [0, counts.at(-1) ?? 1], width: 36, allowDecimals: false }}
          xAxisProps={{
            type: 'number',
            scale: 'time',
            domain: [first.at, last.at],
            ticks: monthTicks(first.on, last.on).map(timeOf),
            tickFormatter: (time: number) => monthName(dayAt(time), language),
            interval: 'preserveStartEnd',
          }}
          tooltipAnimationDuration={0}
          tooltipProps={{
            labelFormatter: (time) => (typeof time === 'number' ? days.full(dayAt(time)) : ''),
          }}
        >
          <ReferenceDot
            x={first.at}
            y={first.residents}
            r={4}
            fill="var(--u-card)"
            stroke="var(--u-home)"
            strokeWidth={2}
            label={{
              value: t('institution.chart.baseline', { count: first.residents }),
              position: 'insideBottomLeft',
              offset: 10,
              dy: -13,
              fill: 'var(--u-soft)',
              fontSize: 12,
            }}
          />
          {admissions.map((point) => (
            <ReferenceDot
              key={point.on}
              x={point.at}
              y={point.residents}
              r={0}
              label={{
                value: `▲ ${t('institution.chart.admission', { count: point.admitted })}`,
                position: 'top',
                fill: 'var(--u-soon)',
                fontSize: 12,
              }}
            />
          ))}
          <ReferenceDot
            x={last.at}
            y={last.residents}
            r={5}
            fill="var(--u-home)"
            stroke="var(--u-home)"
            label={{
              value: t('institution.chart.now', { count: last.residents }),
              position: 'right',
              fill: 'var(--u-ink)',
              fontSize: 12,
            }}
          />
        </LineChart>
      </div>
      {admissions.length > 0 ? (
        <p className={`${classes.soft} ${classes.small}`}>{t('institution.chart.marks')}</p>
      ) : null}
    </>
  );
}

/** The month, with its year in January: enough to find one's way along the axis. */
function monthName(day: string, language: 'ru' | 'kk' | 'en'): string {
  const [month] = formatDay(day, language, 'short').split(' ').toReversed();
  return day.slice(5, 7) === '01' ? day.slice(0, 4) : (month ?? '');
}
