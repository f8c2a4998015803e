/** The last look before writing: which institution, counted from which day, and what exactly will happen. */
import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Day } from '#shared/domain/day.ts';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { useApi } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { DayInput } from '../../ui/fields/DayInput.tsx';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { type Decisions, importCounts } from './decisions.ts';
import { doubtsOf } from './doubts.ts';
import { institutionFits } from './proposal.ts';
import classes from './register.module.css';

export interface ConfirmStepProps {
  readonly preview: RegisterPreview;
  readonly decisions: Decisions;
  readonly institution: string;
  readonly setInstitution: (name: string) => void;
  readonly baselineDay: Day | null;
  readonly setBaselineDay: (day: Day | null) => void;
}

export function ConfirmStep(props: ConfirmStepProps) {
  return (
    <div className={classes.two}>
      <WhereTo {...props} />
      <WhatHappens preview={props.preview} decisions={props.decisions} />
    </div>
  );
}

function WhereTo({ preview, institution, setInstitution, baselineDay, setBaselineDay }: ConfirmStepProps) {
  const t = useText();
  const days = useDays();
  const known = useQuery(useApi().institution.list.queryOptions());
  const inFile = preview.institutionName;
  return (
    <Card title={t('importWizard.confirm.heading')}>
      <div className={classes.form}>
        <Autocomplete
          label={t('importWizard.confirm.institution')}
          description={[
            t('importWizard.confirm.institutionHelp'),
            ...(inFile === null ? [] : [t('importWizard.confirm.inFile', { name: inFile })]),
          ].join(' ')}
          withAsterisk
          data={(known.data ?? []).map(({ name }) => name)}
          value={institution}
          onChange={setInstitution}
          error={institutionFits(institution) ? undefined : t('importWizard.confirm.institutionShort')}
        />
        <DayInput
          label={t('importWizard.confirm.baselineDay')}
          description={`${t('importWizard.confirm.baselineHelp')} ${
            preview.registerDate === null
              ? t('importWizard.confirm.baselineMissing')
              : baselineDay === preview.registerDate
                ? t('importWizard.confirm.baselineFromRegister')
                : ''
          }`}
          value={baselineDay}
          onChange={setBaselineDay}
          max={days.today}
        />
      </div>
    </Card>
  );
}

function WhatHappens({ preview, decisions }: Pick<ConfirmStepProps, 'preview' | 'decisions'>) {
  const t = useText();
  const counts = importCounts(preview, decisions);
  const doubts = doubtsOf(preview).length;
  return (
    <Card title={t('importWizard.confirm.willHappen')}>
      {counts.created === 0 ? (
        <p className={classes.big}>{t('importWizard.confirm.nothingToCreate')}</p>
      ) : (
        <p className={classes.big}>{t('importWizard.confirm.willCreate', { count: counts.created })}</p>
      )}
      <ul className={classes.list} style={{ marginTop: 10 }}>
        {counts.skipped > 0 ? <li>{t('importWizard.confirm.willSkip', { count: counts.skipped })}</li> : null}
        {counts.unreadable > 0 ? (
          <li>{t('importWizard.confirm.notReadable', { count: counts.unreadable })}</li>
        ) : null}
        {doubts > 0 ? <li>{t('importWizard.confirm.toCheck', { count: doubts })}</li> : null}
        <li>{t('importWizard.confirm.keepsRows')}</li>
      </ul>
    </Card>
  );
}
