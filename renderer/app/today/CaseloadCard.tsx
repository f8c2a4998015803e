/** The person's children as one bar, from assessment to home. */

import type { TodayView } from '#shared/contract/views.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { caseloadShares } from './caseload.ts';
import classes from './today.module.css';

export function CaseloadCard({ view }: { view: Pick<TodayView, 'caseload' | 'children'> }) {
  const t = useText();
  const shares = caseloadShares(view.caseload);
  const summary = shares
    .map(({ part, children }) => `${t(`today.caseload.${part}`)} ${children}`)
    .join(' · ');
  return (
    <Card title={t('today.caseload.title', { count: view.children })}>
      <div className={classes.bar} role="img" aria-label={t('today.caseload.label', { summary })}>
        {shares.map(({ part, children }) => (
          <i key={part} data-part={part} style={{ flexGrow: children, flexBasis: 0 }} />
        ))}
      </div>
      <ul className={classes.legend} aria-hidden="true">
        {shares.map(({ part, children }) => (
          <li key={part}>
            <i data-part={part} />
            {t(`today.caseload.${part}`)} {children}
          </li>
        ))}
      </ul>
    </Card>
  );
}
