/** Support for families in tenge: what was planned and what reached them. */
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { formatPercent } from '#shared/i18n/format.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';

type SupportFigures = Pick<InstitutionFigures, 'supportPlannedTenge' | 'supportDeliveredTenge'>;

export function SupportCard({ figures }: { figures: SupportFigures }) {
  const t = useText();
  const days = useDays();
  const { language } = useLanguage();
  const { supportPlannedTenge: planned, supportDeliveredTenge: delivered } = figures;
  const share = planned === 0 ? null : delivered / planned;
  return (
    <Card title={t('institution.support.title')}>
      {planned === 0 && delivered === 0 ? (
        <p className={classes.soft}>{t('institution.support.none')}</p>
      ) : (
        <>
          <table className={classes.rows}>
            <tbody>
              <tr>
                <th scope="row">{t('institution.support.planned')}</th>
                <td className={classes.count}>{days.tenge(planned)}</td>
              </tr>
              <tr>
                <th scope="row">{t('institution.support.delivered')}</th>
                <td className={classes.count}>{days.tenge(delivered)}</td>
              </tr>
            </tbody>
          </table>
          {share === null ? null : (
            <>
              <div className={classes.bar} style={{ marginTop: 8 }} aria-hidden="true">
                <i data-part="home" style={{ flex: Math.min(1, share) }} />
                <i data-part="rest" style={{ flex: Math.max(0, 1 - share) }} />
              </div>
              <p className={`${classes.soft} ${classes.small}`}>
                {t('institution.support.share', { share: formatPercent(share, language) })}
              </p>
            </>
          )}
        </>
      )}
    </Card>
  );
}
