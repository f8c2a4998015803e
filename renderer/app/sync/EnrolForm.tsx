/** Connects this device to a server: its address and a one-time code. The only network the app ever uses. */
import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import { type Enrolment, enrolFailureText, enrolmentProblems, serverInstitutions } from './enrolment.ts';
import classes from './sync.module.css';

/** @param server the one that has forgotten this device */
export function EnrolForm({ server: known = '' }: { server?: string }) {
  const t = useText();
  const [entered, enter] = useState<Enrolment>({ server: known, code: '', institutionId: null });
  const [tried, setTried] = useState(false);
  const enrol = useEnrol();
  const problems = enrolmentProblems(entered);
  const choices = serverInstitutions(enrol.error);
  return (
    <Card title={t('sync.enrol.title')}>
      <div className={classes.enrol}>
        <form
          className={classes.fields}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (problems.server === null && problems.code === null) enrol.mutate(entered);
          }}
        >
          <TextInput
            label={t('sync.enrol.server')}
            description={t('sync.enrol.serverHelp')}
            type="url"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            value={entered.server}
            onChange={(event) => enter({ ...entered, server: event.currentTarget.value })}
            error={tried && problems.server !== null ? t('sync.enrol.serverWrong') : undefined}
          />
          {problems.insecure ? <Alert color="soon">{t('sync.enrol.insecure')}</Alert> : null}
          <TextInput
            label={t('sync.enrol.code')}
            autoComplete="off"
            spellCheck={false}
            value={entered.code}
            onChange={(event) => enter({ ...entered, code: event.currentTarget.value })}
            error={tried && problems.code !== null ? t('sync.enrol.codeWrong') : undefined}
          />
          {choices.length > 0 ? (
            <Select
              label={t('sync.enrol.institution')}
              data={choices.map((choice) => ({ value: choice.institutionId, label: choice.name }))}
              value={entered.institutionId}
              onChange={(institutionId) => enter({ ...entered, institutionId })}
            />
          ) : null}
          {enrol.isError ? (
            <Alert color="danger" role="alert">
              {enrolFailureText(enrol.error, t)}
            </Alert>
          ) : null}
          <Button type="submit" loading={enrol.isPending} style={{ alignSelf: 'flex-start' }}>
            {t('sync.enrol.submit')}
          </Button>
        </form>
        <div className={classes.soft}>
          <p>{t('sync.enrol.intro')}</p>
          <p style={{ marginTop: 10 }}>{t('sync.enrol.after')}</p>
        </div>
      </div>
    </Card>
  );
}

function useEnrol() {
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (entered: Enrolment) =>
      unwrap(
        await client.sync.enrol({
          server: entered.server.trim(),
          code: entered.code.trim(),
          ...(entered.institutionId === null ? {} : { institutionId: entered.institutionId }),
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.sync.key() }),
  });
}
