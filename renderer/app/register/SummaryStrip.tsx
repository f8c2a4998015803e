/** What was found in the file, at a glance: its own date, how many children, boys and girls, siblings, doubts. */
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { type Decisions, importCounts } from './decisions.ts';
import { doubtsOf } from './doubts.ts';
import classes from './register.module.css';

export function SummaryStrip({ preview, decisions }: { preview: RegisterPreview; decisions: Decisions }) {
  const t = useText();
  const days = useDays();
  const counts = importCounts(preview, decisions);
  const facts = [
    [
      t('importWizard.summary.registerDate'),
      preview.registerDate === null ? t('importWizard.summary.noDate') : days.full(preview.registerDate),
    ],
    [t('importWizard.summary.children'), days.number(counts.children)],
    [t('importWizard.summary.boysGirls'), `${counts.boys} / ${counts.girls}`],
    [t('importWizard.summary.siblings'), days.number(counts.siblingGroups)],
    ...(counts.known === 0 ? [] : [[t('importWizard.summary.knownAlready'), days.number(counts.known)]]),
    ...(preview.declaredTotal === null
      ? []
      : [[t('importWizard.summary.declared'), days.number(preview.declaredTotal)]]),
    [
      t('importWizard.summary.duplicates'),
      days.number(preview.duplicates.filter(({ of }) => of !== null).length),
    ],
    [t('importWizard.summary.questions'), days.number(doubtsOf(preview).length)],
  ];
  return (
    <Card>
      <dl className={classes.summary} aria-label={t('importWizard.summary.label')}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
