/** Checks the data of this device: chains of steps, and what is shown against what is recorded. */
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { VerifyView } from '#shared/contract/views.ts';
import { useClient } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { failureText, unwrap } from '../../ui/failureError.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './settings.module.css';

export function VerifyCard() {
  const t = useText();
  const client = useClient();
  const verify = useMutation({ mutationFn: async () => unwrap(await client.data.verify()) });
  return (
    <Card title={t('settings.verify.title')}>
      <div className={classes.fields}>
        <p className={classes.soft}>{t('settings.verify.text')}</p>
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={17} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate()}
        >
          {t('settings.verify.start')}
        </Button>
        {verify.isError ? (
          <Alert className={classes.wide} color="danger" role="alert">
            {failureText(verify.error, t)}
          </Alert>
        ) : null}
        {verify.data === undefined ? null : <VerifyResult view={verify.data} />}
      </div>
    </Card>
  );
}

function VerifyResult({ view }: { view: VerifyView }) {
  const t = useText();
  const days = useDays();
  const faultyFeeds = view.feeds.filter(({ ok }) => !ok);
  const faults = [
    ...view.chain.faults,
    ...view.projections.faults,
    ...faultyFeeds.map(({ feedId, pos }) => `${feedId} @${pos}`),
  ];
  const ok = view.chain.ok && view.projections.ok && faultyFeeds.length === 0;
  return (
    <Alert
      className={classes.wide}
      color={ok ? 'home' : 'danger'}
      role={ok ? 'status' : 'alert'}
      icon={ok ? <IconCircleCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={t(ok ? 'settings.verify.ok' : 'settings.verify.broken')}
    >
      <p>
        {ok
          ? t('settings.verify.okText', {
              steps: days.number(view.steps),
              cases: days.number(view.projections.cases),
            })
          : t('settings.verify.brokenText')}
      </p>
      <table className={classes.rows}>
        <tbody>
          <VerifyRow
            label={t('settings.verify.chain')}
            ok={view.chain.ok}
            faults={view.chain.faults.length}
          />
          <VerifyRow
            label={t('settings.verify.projections')}
            ok={view.projections.ok}
            faults={view.projections.faults.length}
          />
          <VerifyRow
            label={t('settings.verify.feeds')}
            ok={faultyFeeds.length === 0}
            faults={faultyFeeds.length}
          />
        </tbody>
      </table>
      {faults.length === 0 ? null : (
        <div className={classes.faults}>
          {faults.map((fault) => (
            <div key={fault}>{fault}</div>
          ))}
        </div>
      )}
    </Alert>
  );
}

function VerifyRow({ label, ok, faults }: { label: string; ok: boolean; faults: number }) {
  const t = useText();
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{ok ? t('settings.verify.good') : t('settings.verify.bad', { count: faults })}</td>
    </tr>
  );
}
