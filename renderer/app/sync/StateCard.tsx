/** The state of sync in words: what the server has confirmed, what waits, and when it last answered. */
import { Alert, Button, Progress } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudPause,
  IconCloudUp,
  IconRefresh,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { failureCodes } from '#shared/contract/failure.ts';
import type { SyncView } from '#shared/contract/views.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { useApi, useClient } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { FailureError, failureText, unwrap } from '../../ui/failureError.ts';
import { Card } from '../../ui/parts/Card.tsx';
import type { Tone } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import { failurePlaces, stateWords } from './stateWords.ts';
import classes from './sync.module.css';

const icons: Readonly<Record<Tone, ComponentType<{ size?: number }>>> = {
  plain: IconCloudOff,
  well: IconCloudCheck,
  home: IconCloudCheck,
  work: IconCloudUp,
  soon: IconCloudPause,
  danger: IconAlertTriangle,
};

/** @param closed whether reading has ended: then nothing is said of going on with the work */
export function StateCard({ view, closed }: { view: SyncView; closed: boolean }) {
  const t = useText();
  const words = stateWords(view, closed);
  const round = useRound();
  const Icon = icons[words.tone];
  const answered = round.error instanceof FailureError ? round.error.failure.code : null;
  const told = failurePlaces(view, answered);
  return (
    <Card>
      <div className={classes.state}>
        <div role="status" aria-label={t('sync.state.label')}>
          <div className={classes.stateTitle}>
            <span className={classes.mark} data-tone={words.tone} aria-hidden="true">
              <Icon size={20} />
            </span>
            {t(words.title)}
          </div>
          <p className={classes.soft} style={{ marginTop: 4 }}>
            {t(words.text)}
          </p>
        </div>
        {view.state === 'off' ? null : (
          <Button
            leftSection={<IconRefresh size={17} aria-hidden />}
            loading={round.isPending || view.state === 'syncing'}
            onClick={() => round.mutate()}
          >
            {t('sync.now')}
          </Button>
        )}
      </div>
      <ProgressLine progress={view.progress} />
      <StateFacts view={view} error={told.fact ? view.lastError : null} />
      {round.data === undefined ? null : (
        <p role="status" style={{ marginTop: 10 }}>
          {t('sync.round', { pushed: round.data.pushed, pulled: round.data.pulled })}{' '}
          {round.data.pendingCount > 0 ? t('sync.roundLeft', { count: round.data.pendingCount }) : null}
        </p>
      )}
      {round.isError && told.answer ? (
        <Alert color="danger" role="alert" mt="sm">
          {failureText(round.error, t)}
        </Alert>
      ) : null}
    </Card>
  );
}

function ProgressLine({ progress }: { progress: SyncView['progress'] }) {
  const t = useText();
  if (progress === null || progress.total === 0) return null;
  return (
    <div style={{ marginTop: 12 }}>
      <Progress
        value={(progress.done / progress.total) * 100}
        aria-label={t('sync.progress')}
        transitionDuration={0}
      />
      <p className={`${classes.soft} ${classes.small}`}>{t('sync.progressCount', progress)}</p>
    </div>
  );
}

function StateFacts({ view, error }: { view: SyncView; error: string | null }) {
  const t = useText();
  const days = useDays();
  if (view.state === 'off') return null;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('sync.server')}</dt>
        <dd>{view.server}</dd>
      </div>
      <div>
        <dt>{t('sync.lastContact')}</dt>
        <dd>{view.lastContactAt === null ? t('sync.never') : days.instant(view.lastContactAt)}</dd>
      </div>
      <div>
        <dt>{t('sync.pending')}</dt>
        <dd>{t('sync.pendingCount', { count: view.pendingCount })}</dd>
      </div>
      <Waiting count={view.documents.toSend} label={t('sync.documentsToSend')} />
      <Waiting count={view.documents.toFetch} label={t('sync.documentsToFetch')} />
      {error === null ? null : (
        <div>
          <dt>{t('sync.lastError')}</dt>
          <dd>{errorWords(error, t)}</dd>
        </div>
      )}
    </dl>
  );
}

/** Documents travel behind the steps; where none waits there is nothing to say. */
function Waiting({ count, label }: { count: number; label: string }) {
  if (count === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{count}</dd>
    </div>
  );
}

/** The host names a failure by its code; anything else it says is shown as it is. */
function errorWords(error: string, t: Translator): string {
  const code = failureCodes.find((known) => known === error);
  return code === undefined ? error : t(`failures.${code}`);
}

function useRound() {
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => unwrap(await client.sync.now()),
    onSettled: () => queries.invalidateQueries({ queryKey: api.sync.key() }),
  });
}
