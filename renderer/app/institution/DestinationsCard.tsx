/** Where the children who left are. Home, another family and "left otherwise" stand apart and are not added up. */
import { Fragment } from 'react';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { type Destination, destinationGroups, isDeparture } from './destinationGroups.ts';
import classes from './institution.module.css';

export function DestinationsCard({ figures }: { figures: Pick<InstitutionFigures, 'byDestination'> }) {
  const t = useText();
  const groups = destinationGroups(figures.byDestination);
  return (
    <Card title={t('institution.destinations.title')}>
      {groups.length === 0 ? <p className={classes.soft}>{t('institution.destinations.none')}</p> : null}
      <table className={classes.rows}>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.id}>
              <tr className={group.id === 'apart' ? classes.apart : undefined}>
                <th scope="row" className={classes.groupHead}>
                  {t(`institution.destinations.${group.id}`)}
                </th>
                <td className={classes.count}>{group.children}</td>
              </tr>
              {group.rows.map(({ destination, children }) => (
                <tr key={destination}>
                  <th scope="row" className={classes.indented}>
                    {destinationWords(destination, t)}
                  </th>
                  <td className={`${classes.count} ${classes.soft}`}>{children}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function destinationWords(destination: Destination, t: Translator): string {
  return isDeparture(destination)
    ? t(`institution.destinations.${destination}`)
    : t(`country.placementForms.${destination}`);
}
