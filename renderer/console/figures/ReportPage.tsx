/** The suppressed report of one institution for a period, to be read and downloaded. */
import { Button, Menu } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addMonths, type Day } from '#shared/domain/day.ts';
import { type ReportFormat, reportFormats } from '#shared/domain/report/shape.ts';
import { DayInput } from '../../ui/fields/DayInput.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useShell } from '../../ui/shellContext.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { useApi, useServer, useSigned } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { hrefTo } from '../place.ts';
import { useDeed } from '../useDeed.ts';
import classes from './figures.module.css';
import { ReportPaper } from './ReportPaper.tsx';

interface Days {
  readonly from: Day;
  readonly to: Day;
  readonly asOf: Day;
}

export function ReportPage({ institution }: { institution: string }) {
  const t = useText();
  const { today } = useSigned();
  const api = useApi();
  const overview = useQuery(api.figures.overview.queryOptions({ input: { asOf: today } }));
  const [chosen, choose] = useState<Partial<Days>>({});
  const first = overview.data?.lines.find((one) => one.institutionId === institution)?.from;
  const days: Days = { from: first ?? addMonths(today, -12), to: today, asOf: today, ...chosen };
  const backwards = days.from > days.to;
  const query = useQuery(
    api.figures.report.queryOptions({
      input: { institution, ...days },
      enabled: !backwards && !overview.isPending,
    }),
  );
  const day = (name: keyof Days, error: string | null = null) => (
    <div className={classes.day}>
      <DayInput
        label={t(`console.figures.${name}`)}
        value={days[name]}
        onChange={(next) => choose((before) => ({ ...before, ...(next === null ? {} : { [name]: next }) }))}
        error={error}
        required
        {...(name === 'asOf' ? { max: today } : {})}
      />
    </div>
  );
  return (
    <>
      <PageHeader
        title={query.data?.institution.name ?? t('console.figures.title')}
        sub={<BackLink />}
        actions={
          <div className={classes.settings}>
            {day('from', backwards ? t('console.figures.periodWrong') : null)}
            {day('to')}
            {day('asOf')}
            <Download order={{ institution, ...days }} disabled={query.data === undefined} />
          </div>
        }
      />
      {backwards ? null : <Answered query={query}>{(model) => <ReportPaper model={model} />}</Answered>}
    </>
  );
}

function BackLink() {
  const t = useText();
  return (
    <a href={hrefTo('figures')}>
      <IconArrowLeft size={14} aria-hidden /> {t('console.figures.back')}
    </a>
  );
}

function Download({ order, disabled }: { order: Days & { institution: string }; disabled: boolean }) {
  const t = useText();
  const { language } = useLanguage();
  const { client } = useServer();
  const shell = useShell();
  const download = useDeed({
    act: async (format: ReportFormat) => {
      await shell.saveFile(await client.figures.file({ ...order, format, language }));
    },
  });
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={download.isPending}
          disabled={disabled}
          title={download.trouble ?? undefined}
        >
          {t('console.figures.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reportFormats.map((format) => (
          <Menu.Item key={format} onClick={() => download.mutate(format)}>
            {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
