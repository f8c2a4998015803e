/** Visits of the frozen schedules: due so far, done, with the child seen, missed. */
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';

const rows = ['due', 'done', 'seen', 'missed'] as const;

export function VisitsCard({ visits }: { visits: InstitutionFigures['visits'] }) {
  const t = useText();
  return (
    <Card title={t('institution.visits.title')}>
      <table className={classes.rows}>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{t(`institution.visits.${row}`)}</th>
              <td className={classes.count}>{visits[row]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
