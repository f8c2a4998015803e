/** Children in care by stage, with the median of the days they have spent at it. */
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { isResident, stages } from '#shared/domain/stages.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';

export function StagesCard({ figures }: { figures: Pick<InstitutionFigures, 'byStage' | 'daysAtStage'> }) {
  const t = useText();
  const shown = stages.filter((stage) => isResident(stage) && (figures.byStage[stage] ?? 0) > 0);
  return (
    <Card title={t('institution.stages.title')}>
      {shown.length === 0 ? (
        <p className={classes.soft}>{t('institution.stages.none')}</p>
      ) : (
        <table className={classes.rows}>
          <thead>
            <tr>
              <th>{t('institution.stages.stage')}</th>
              <th className={classes.count}>{t('institution.stages.children')}</th>
              <th className={classes.count} title={t('institution.stages.medianHelp')}>
                {t('institution.stages.median')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((stage) => {
              const days = figures.daysAtStage[stage];
              return (
                <tr key={stage}>
                  <th scope="row">{t(`domain.stages.${stage}`)}</th>
                  <td className={classes.count}>{figures.byStage[stage]}</td>
                  <td className={`${classes.count} ${classes.soft}`}>
                    {days === undefined ? '—' : t('institution.stages.days', { count: days })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );
}
