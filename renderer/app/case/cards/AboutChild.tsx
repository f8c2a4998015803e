/** Identity and what the register's row said, each field correctable. */
import { useDays } from '../../../ui/days.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import { useRecording } from '../recording.ts';

export function AboutChild() {
  const t = useText();
  const days = useDays();
  const { view, open, may } = useRecording();
  const { child, episodes, grounds, original } = view.state;
  if (child === null) return null;
  const episode = episodes.at(-1);
  const rows: readonly (readonly [string, string | null])[] = [
    [
      t('caseFile.about.born'),
      child.birthDate === null ? (child.birthYear?.toString() ?? null) : days.full(child.birthDate),
    ],
    [t('domain.childFields.sex'), child.sex === null ? null : t(`domain.sex.${child.sex}`)],
    [t('caseFile.about.status'), t(`country.legalStatuses.${child.legalStatus}`)],
    [
      t('caseFile.about.admitted'),
      episode === undefined || episode.admittedOn === null
        ? null
        : `${days.full(episode.admittedOn)}${view.daysInCare === null ? '' : ` · ${days.count(view.daysInCare)}`}`,
    ],
    [
      t('caseFile.about.disability'),
      child.disability === null ? null : t(child.disability ? 'common.yes' : 'common.no'),
    ],
    [t('caseFile.about.health'), child.healthGroup],
    [t('caseFile.about.address'), child.familyAddress ?? child.familyPlace],
    [
      t('caseFile.about.ground'),
      grounds.at(-1) === undefined ? null : t(`domain.grounds.${grounds.at(-1)?.ground ?? 'law'}`),
    ],
    [t('domain.childFields.note'), child.note],
  ];
  return (
    <Card
      title={t('caseFile.about.title')}
      aside={
        may('child.amended') ? (
          <button type="button" className={classes.link} onClick={() => open('child.amended')}>
            {t('caseFile.about.edit')}
          </button>
        ) : undefined
      }
    >
      <dl className={classes.pairs}>
        {rows.map(([name, value]) =>
          value === null || value === '' ? null : (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {original === null ? null : (
        <details className={`${classes.details} no-print`}>
          <summary>{t('caseFile.about.original')}</summary>
          <dl className={classes.pairs}>
            {Object.entries(original).map(([heading, cell]) => (
              <div key={heading} style={{ display: 'contents' }}>
                <dt>{heading}</dt>
                <dd>{cell}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Card>
  );
}
