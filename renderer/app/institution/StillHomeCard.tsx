/** Still home after 3, 6 and 12 months: home, of how many, and of whom it is not known. */
import type { InstitutionFigures, StillHome } from '#shared/domain/indicators/shape.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';
import { stillHomeParts } from './stillHomeParts.ts';

const terms = ['m3', 'm6', 'm12'] as const;

export function StillHomeCard({ stillHome }: { stillHome: InstitutionFigures['stillHome'] }) {
  const t = useText();
  return (
    <Card title={t('institution.stillHome.title')}>
      {terms.map((term) => (
        <StillHomeTerm key={term} label={t(`institution.stillHome.${term}`)} figure={stillHome[term]} />
      ))}
      <p className={`${classes.soft} ${classes.small}`} style={{ marginTop: 10 }}>
        {t('institution.stillHome.help')}
      </p>
    </Card>
  );
}

function StillHomeTerm({ label, figure }: { label: string; figure: StillHome }) {
  const t = useText();
  const parts = stillHomeParts(figure);
  return (
    <div className={classes.stillHome}>
      <div className={classes.line}>
        <span>{label}</span>
        {parts === null ? (
          <span className={classes.soft}>{t('institution.stillHome.early')}</span>
        ) : (
          <b>{t('institution.stillHome.value', { home: parts.home, of: parts.of })}</b>
        )}
      </div>
      <div className={classes.bar} aria-hidden="true">
        {parts === null ? (
          <i data-part="rest" style={{ flex: 1 }} />
        ) : (
          (['home', 'unknown', 'back'] as const).map((part) =>
            parts[part] === 0 ? null : <i key={part} data-part={part} style={{ flex: parts[part] }} />,
          )
        )}
      </div>
      {parts === null || (parts.unknown === 0 && parts.back === 0) ? null : (
        <div className={`${classes.soft} ${classes.small}`}>
          {[
            ...(parts.unknown > 0 ? [t('institution.stillHome.unknown', { count: parts.unknown })] : []),
            ...(parts.back > 0 ? [t('institution.stillHome.back', { count: parts.back })] : []),
          ].join(' · ')}
        </div>
      )}
    </div>
  );
}
