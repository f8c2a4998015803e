/**
 * One step of the sync page with every word that was written in it, what the server said and what to do: no
 * note is out of reach, whatever became of it. The text can be saved as a file.
 */
import { Button, Code, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SyncItemText } from '#shared/contract/views.ts';
import { emptyCase } from '#shared/domain/case/state.ts';
import { findKind, isStepKind } from '#shared/domain/steps/index.ts';
import { readPayload } from '#shared/domain/steps/readStep.ts';
import { adviceWords, kindWords, reasonWords } from '#shared/i18n/words/syncItem.ts';
import { useApi } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { inWords } from '../case/timeline/describe.ts';
import classes from './sync.module.css';
import { useSaveItem } from './useSaving.ts';

export interface ItemDialogProps {
  readonly feedId: string;
  readonly stepId: string;
  readonly close: () => void;
}

export function ItemDialog({ feedId, stepId, close }: ItemDialogProps) {
  const t = useText();
  const { data, error, refetch } = useQuery(useApi().sync.item.queryOptions({ input: { feedId, stepId } }));
  return (
    <Modal
      opened
      onClose={close}
      lockScroll={false}
      centered
      size="lg"
      transitionProps={{ duration: 0 }}
      title={t('sync.item.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {error === null ? null : <FailureState error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Waiting /> : null}
      {data === undefined ? null : <Whole item={data} />}
    </Modal>
  );
}

function Whole({ item }: { item: SyncItemText }) {
  const t = useText();
  const days = useDays();
  const save = useSaveItem();
  const said = useSaid(item);
  return (
    <>
      <b>{said?.heading ?? kindWords(item.kind, t)}</b>
      {said === null || said.facts.length === 0 ? null : (
        <p className={classes.soft}>{said.facts.join(' · ')}</p>
      )}
      {said?.text == null ? null : <p className={classes.text}>{said.text}</p>}
      {said?.quote == null ? null : <blockquote className={classes.text}>«{said.quote}»</blockquote>}
      <dl className={classes.facts}>
        <Fact label={t('sync.lists.child')} value={item.name ?? item.caseCode} />
        <Fact label={t('sync.lists.day')} value={days.full(item.occurredOn)} />
        <Fact label={t('sync.item.recorded')} value={days.instant(item.recordedAt)} />
        <Fact label={t('sync.item.author')} value={item.author} />
      </dl>
      <Answer item={item} />
      <details className={classes.details} style={{ marginTop: 12 }}>
        <summary className={classes.small}>{t('sync.item.raw')}</summary>
        <Code block className={classes.text}>
          {item.kind} {item.version}
          {'\n'}
          {JSON.stringify(item.payload, null, 2)}
        </Code>
      </details>
      <Group justify="flex-end" mt="lg">
        {item.caseId === null ? null : (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/children/$caseId" params={{ caseId: item.caseId ?? '' }} search={{}} {...props} />
            )}
          >
            {t('sync.item.toCase')}
          </Button>
        )}
        <Button title={t('sync.item.saveHelp')} loading={save.isPending} onClick={() => save.mutate(item)}>
          {t('sync.item.save')}
        </Button>
      </Group>
    </>
  );
}

/** The words of the timeline, where this build reads the step; the names of kin stand in the case. */
function useSaid(item: SyncItemText) {
  const t = useText();
  const days = useDays();
  const held = useQuery({
    ...useApi().cases.get.queryOptions({ input: { case: item.caseId ?? '-' } }),
    enabled: item.caseId !== null,
    retry: false,
  });
  if (!isStepKind(item.kind) || findKind(item.kind)?.version !== item.version) return null;
  const read = readPayload(item.kind, item.payload);
  if (!read.ok) return null;
  return inWords(read.recorded, { t, days, state: held.data?.state ?? emptyCase(item.feedId) });
}

function Answer({ item }: { item: SyncItemText }) {
  const t = useText();
  const { verdict, reason } = item;
  if (verdict === 'accepted') return null;
  const list = verdict === null ? 'pending' : verdict === 'needs_review' ? 'review' : verdict;
  const answer = verdict === null ? t('sync.item.noAnswer') : t(`domain.verdicts.${verdict}`);
  return (
    <dl className={classes.facts}>
      <Fact
        label={t('sync.item.answer')}
        value={reason === '' ? answer : `${answer}: ${reasonWords(reason, t)}`}
      />
      <Fact label={t('sync.item.advice')} value={adviceWords(list, reason, t)} />
    </dl>
  );
}

function Fact({ label, value }: { label: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
