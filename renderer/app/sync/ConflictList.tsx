/**
 * Every field on which two devices differ, with both values, who and when; one click says which is right. The
 * choice is a step like any other: it goes to the server, and the other value stays in the timeline.
 */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ConflictClaim, ConflictItem } from '#shared/contract/views.ts';
import { conflictName } from '#shared/i18n/words/conflictName.ts';
import { useApi, useClient } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { unwrap } from '../../ui/failureError.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';
import { claimValue } from '../case/claimValue.ts';
import classes from './sync.module.css';

/** @param of only this case */
export function ConflictList({ of }: { of: string | undefined }) {
  const t = useText();
  const { data } = useQuery(useApi().sync.conflicts.queryOptions());
  const shown = (data ?? []).filter((item) => of === undefined || item.caseId === of);
  if (shown.length === 0) return null;
  return (
    <Card
      title={t('sync.lists.conflicts')}
      aside={<Chip tone="danger">{t('sync.conflict.count', { count: shown.length })}</Chip>}
    >
      <p className={classes.soft}>{t('sync.conflict.what')}</p>
      <div style={{ marginTop: 12 }}>
        {shown.map((item) => (
          <OneConflict key={`${item.caseId} ${item.field}`} item={item} />
        ))}
      </div>
    </Card>
  );
}

function OneConflict({ item }: { item: ConflictItem }) {
  const t = useText();
  const settle = useSettle(item);
  const what = conflictName(item.field, item, t);
  const settledTwice = item.claims.filter((claim) => claim.settledBecause !== null).length > 1;
  return (
    <section className={classes.conflict} aria-label={`${item.name ?? item.caseCode}: ${what}`}>
      <div>
        <Link className={classes.link} to="/children/$caseId" params={{ caseId: item.caseId }} search={{}}>
          {item.name ?? item.caseCode}
        </Link>{' '}
        · <b>{what}</b>
      </div>
      {settledTwice ? <p className={classes.soft}>{t('sync.conflict.settledTwice')}</p> : null}
      <div className={classes.claims}>
        {item.claims.map((claim) => (
          <Claim
            key={claim.stepId}
            item={item}
            claim={claim}
            busy={settle.isPending}
            choose={() => settle.mutate(claim)}
          />
        ))}
      </div>
    </section>
  );
}

interface ClaimProps {
  readonly item: ConflictItem;
  readonly claim: ConflictClaim;
  readonly busy: boolean;
  readonly choose: () => void;
}

function Claim({ item, claim, busy, choose }: ClaimProps) {
  const t = useText();
  const days = useDays();
  const value = claimValue(item.field, claim.value, t, days, item.people);
  return (
    <div className={classes.claim}>
      <b className={classes.text} style={{ marginTop: 0 }}>
        {value}
      </b>
      <span className={`${classes.soft} ${classes.small}`}>
        {t('caseFile.conflict.by', {
          who: claim.author ?? t('caseFile.conflict.otherDevice'),
          day: days.near(claim.on),
        })}
        {claim.settledBecause === null
          ? null
          : ` · ${t('sync.conflict.settledBecause', { reason: claim.settledBecause })}`}
      </span>
      {item.maySettle ? (
        <Button
          size="compact-sm"
          variant="light"
          disabled={busy}
          aria-label={t('sync.conflict.chooseValue', { value })}
          onClick={choose}
        >
          {t('sync.conflict.choose')}
        </Button>
      ) : null}
    </div>
  );
}

function useSettle(item: ConflictItem) {
  const t = useText();
  const client = useClient();
  const queries = useQueryClient();
  const toasts = useToasts();
  return useMutation({
    mutationFn: async ({ value }: ConflictClaim) => {
      const payload = {
        field: item.field,
        stepIds: item.claims.map((claim) => claim.stepId),
        value,
        reason: t('sync.conflict.reason'),
      };
      unwrap(
        await client.cases.record({ steps: [{ case: item.caseId, kind: 'conflict.settled', payload }] }),
      );
    },
    onSuccess: () => toasts.done(t('sync.conflict.done')),
    onError: (error) => toasts.failure(error),
    onSettled: () => queries.invalidateQueries(),
  });
}
