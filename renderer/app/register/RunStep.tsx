/** The import while it runs, and what to say when it was stopped or broke off. */
import { Alert, Button, Group, Progress } from '@mantine/core';
import { failureText } from '../../ui/failureError.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './register.module.css';
import type { ImportRun } from './useImportRun.ts';

export interface RunStepProps {
  readonly run: Exclude<ImportRun, { state: 'idle' }>;
  readonly stop: () => void;
  readonly back: () => void;
}

export function RunStep({ run, stop, back }: RunStepProps) {
  const t = useText();
  if (run.state === 'failed') {
    return (
      <Alert color="danger" role="alert" title={t('importWizard.result.failed')}>
        <p>{failureText(run.error, t)}</p>
        <Button mt="sm" variant="default" onClick={back}>
          {t('importWizard.result.again')}
        </Button>
      </Alert>
    );
  }
  if (run.state === 'stopped') {
    return (
      <Alert color="soon" role="status" title={t('importWizard.result.stopped')}>
        <p>{t('importWizard.result.stoppedText')}</p>
        <Button mt="sm" variant="default" onClick={back}>
          {t('importWizard.result.again')}
        </Button>
      </Alert>
    );
  }
  return (
    <Card title={t('importWizard.progress.heading')}>
      <Progress
        size="lg"
        value={run.total === 0 ? 0 : (run.done / run.total) * 100}
        transitionDuration={0}
        aria-label={t('importWizard.progress.label')}
      />
      <Group justify="space-between" align="flex-start" mt="sm" wrap="nowrap">
        <div>
          <p role="status" className={classes.big}>
            {run.total === 0
              ? t('common.loading')
              : t('importWizard.progress.count', { done: run.done, total: run.total })}
          </p>
          <p className={classes.soft}>{t('importWizard.progress.cancelHelp')}</p>
        </div>
        <Button variant="default" onClick={stop} loading={run.state === 'stopping'}>
          {t('importWizard.progress.cancel')}
        </Button>
      </Group>
    </Card>
  );
}
