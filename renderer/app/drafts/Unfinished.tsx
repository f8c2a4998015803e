/** Forms that were left in the middle, e.g. by the lock: of one case, or of all. */
import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DraftLine } from '#shared/contract/drafts.ts';
import { useApi, useClient } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { unwrap } from '../../ui/failureError.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';
import { isFormId } from '../case/forms/formIds.ts';
import classes from './drafts.module.css';

export interface UnfinishedProps {
  /** Of this case alone, whose name need not be said. */
  readonly caseId?: string;
}

export function Unfinished({ caseId }: UnfinishedProps) {
  const t = useText();
  const { data } = useQuery({ ...useApi().drafts.list.queryOptions(), staleTime: 0 });
  const lines = (data ?? []).filter((line) => caseId === undefined || line.caseId === caseId);
  if (lines.length === 0) return null;
  return (
    <div className={classes.card}>
      <Card title={t('drafts.title')}>
        <p className={classes.soft}>{t('drafts.text')}</p>
        {lines.map((line) => (
          <Line key={`${line.caseId} ${line.form} ${line.about}`} line={line} named={caseId === undefined} />
        ))}
      </Card>
    </div>
  );
}

function Line({ line, named }: { line: DraftLine; named: boolean }) {
  const t = useText();
  const days = useDays();
  const api = useApi();
  const client = useClient();
  const queries = useQueryClient();
  const toasts = useToasts();
  const { caseId, form, about } = line;
  const drop = useMutation({
    mutationFn: async () => unwrap(await client.drafts.drop({ caseId, form, about })),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.drafts.key() }),
    onError: toasts.failure,
  });
  const record = isFormId(form) ? form : undefined;
  return (
    <div className={classes.line}>
      <div>
        <b>{record === undefined ? t('children.form.title') : t(`forms.titles.${record}`)}</b>
        {named && caseId !== '' ? ` · ${line.name ?? line.caseCode ?? ''}` : ''}
        <div className={classes.soft}>{t('drafts.kept', { when: days.instant(line.savedAt) })}</div>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          loading={drop.isPending}
          onClick={() => drop.mutate()}
        >
          {t('drafts.drop')}
        </Button>
        <Button
          variant="default"
          size="xs"
          renderRoot={(props) =>
            record === undefined ? (
              <Link to="/children/new" {...props} />
            ) : (
              <Link
                to="/children/$caseId"
                params={{ caseId }}
                search={{ record, ...(about === '' ? {} : { about }) }}
                {...props}
              />
            )
          }
        >
          {t('drafts.continue')}
        </Button>
      </Group>
    </div>
  );
}
