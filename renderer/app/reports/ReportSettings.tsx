/** What the report should show: institution, period, as-of day, and for whom it is. */
import { ActionIcon, Radio, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { InstitutionItem } from '#shared/contract/views.ts';
import { formatDay } from '#shared/i18n/format.ts';
import { useDays } from '../../ui/days.ts';
import { DayInput } from '../../ui/fields/DayInput.tsx';
import { Card } from '../../ui/parts/Card.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { periodAround, periodPresets, shiftPeriod } from './period.ts';
import type { ReportChoice } from './reportChoice.ts';
import classes from './reports.module.css';

export interface ReportSettingsProps {
  readonly institutions: readonly InstitutionItem[];
  readonly choice: ReportChoice;
  readonly change: (choice: ReportChoice) => void;
}

export function ReportSettings({ institutions, choice, change }: ReportSettingsProps) {
  const t = useText();
  const days = useDays();
  return (
    <Card title={t('reports.settings')} className={`${classes.settings} no-print`}>
      <div className={classes.fields}>
        <Select
          label={t('reports.institution')}
          data={institutions.map((item) => ({ value: item.institutionId, label: item.name }))}
          value={choice.institutionId}
          onChange={(value) => change({ ...choice, institutionId: value ?? choice.institutionId })}
          allowDeselect={false}
        />
        <PeriodFields choice={choice} change={change} />
        <DayInput
          label={t('reports.asOf')}
          description={t('reports.asOfHelp')}
          value={choice.asOf}
          onChange={(asOf) => change({ ...choice, asOf })}
          max={days.today}
        />
        <Radio.Group
          label={t('reports.version')}
          value={choice.suppressed ? 'leaving' : 'inside'}
          onChange={(value) => change({ ...choice, suppressed: value === 'leaving' })}
        >
          <Stack gap={6} mt={4}>
            <Radio value="leaving" label={t('reports.leaving')} description={t('reports.leavingHelp')} />
            <Radio value="inside" label={t('reports.inside')} description={t('reports.insideHelp')} />
          </Stack>
        </Radio.Group>
      </div>
    </Card>
  );
}

function PeriodFields({ choice, change }: Pick<ReportSettingsProps, 'choice' | 'change'>) {
  const t = useText();
  const days = useDays();
  const { language } = useLanguage();
  const { preset, from, to } = choice;
  const presets = [...periodPresets, 'custom'] as const;
  return (
    <div className={classes.fields} style={{ gap: 6 }}>
      <SegmentedControl
        aria-label={t('reports.period')}
        orientation="horizontal"
        size="xs"
        fullWidth
        transitionDuration={0}
        value={preset}
        onChange={(value) => {
          const next = presets.find((known) => known === value);
          if (next === undefined) return;
          if (next === 'custom') change({ ...choice, preset: next });
          else change({ ...choice, preset: next, ...periodAround(next, from ?? days.today) });
        }}
        data={presets.map((value) => ({ value, label: t(`reports.preset.${value}`) }))}
      />
      {preset === 'custom' ? (
        <>
          <div className={classes.days}>
            <DayInput
              label={t('reports.from')}
              value={from}
              onChange={(day) => change({ ...choice, from: day })}
            />
            <DayInput label={t('reports.to')} value={to} onChange={(day) => change({ ...choice, to: day })} />
          </div>
          {from !== null && to !== null && from > to ? (
            <p className={classes.error} role="alert">
              {t('reports.wrongPeriod')}
            </p>
          ) : null}
        </>
      ) : from === null || to === null ? null : (
        <div className={classes.shift}>
          <ActionIcon
            variant="default"
            aria-label={t('reports.earlier')}
            onClick={() => change({ ...choice, ...shiftPeriod(preset, { from, to }, -1) })}
          >
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <span aria-live="polite">
            {formatDay(from, language, 'numeric')} — {formatDay(to, language, 'numeric')}
          </span>
          <ActionIcon
            variant="default"
            aria-label={t('reports.later')}
            onClick={() => change({ ...choice, ...shiftPeriod(preset, { from, to }, 1) })}
          >
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
