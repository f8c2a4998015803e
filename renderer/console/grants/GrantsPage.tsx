/** Who reaches which case: by case code or by person; given, withdrawn, passed on. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { GrantLine } from '#shared/console/oversight.ts';
import { Choices, options } from '../../ui/fields/Choices.tsx';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useApi } from '../api.tsx';
import { Answered } from '../parts/Answered.tsx';
import { hrefTo } from '../place.ts';
import { GiveGrant } from './GiveGrant.tsx';
import { GrantsTable } from './GrantsTable.tsx';
import classes from './grants.module.css';
import { TransferCase } from './TransferCase.tsx';
import { usePeopleOptions } from './usePeopleOptions.ts';
import { WithdrawGrant } from './WithdrawGrant.tsx';

const ways = ['byCase', 'byLogin'] as const;

/** @param about a login, where the page was opened from a person */
export function GrantsPage({ about }: { about: string | null }) {
  const t = useText();
  const people = usePeopleOptions();
  const [way, choose] = useState<(typeof ways)[number]>(about === null ? 'byCase' : 'byLogin');
  const [typed, type] = useState('');
  const [wantedCase, want] = useState<string | null>(null);
  const [giving, give] = useState(false);
  const [withdrawing, withdraw] = useState<GrantLine | null>(null);
  const [passing, pass] = useState<GrantLine | null>(null);
  const asked = way === 'byCase' ? { case: wantedCase, login: null } : { case: null, login: about };
  const nothingAsked = asked.case === null && asked.login === null;
  const query = useQuery(useApi().grants.list.queryOptions({ input: asked, enabled: !nothingAsked }));
  const show = (event: FormEvent): void => {
    event.preventDefault();
    want(typed.trim() === '' ? null : typed.trim());
  };
  return (
    <>
      <PageHeader
        title={t('console.grants.title')}
        sub={t('console.grants.sub')}
        actions={<Button onClick={() => give(true)}>{t('console.grants.give')}</Button>}
      />
      <form className={classes.ask} onSubmit={show}>
        <Choices
          label={t('console.grants.by')}
          options={options(ways, (one) => t(`console.grants.${one}`))}
          value={way}
          onChange={choose}
        />
        {way === 'byCase' ? (
          <>
            <TextInput
              label={t('console.grants.case')}
              placeholder={t('console.grants.caseHint')}
              value={typed}
              onChange={(event) => type(event.currentTarget.value)}
            />
            <Button type="submit" variant="default">
              {t('console.grants.show')}
            </Button>
          </>
        ) : (
          <ListSelect
            label={t('console.grants.person')}
            options={people}
            value={about}
            onChange={(login) => {
              window.location.hash = hrefTo('grants', login);
            }}
          />
        )}
      </form>
      {nothingAsked ? (
        <EmptyState title={t('console.grants.startTitle')} text={t('console.grants.startText')} />
      ) : (
        <Answered query={query}>
          {(rows) => <GrantsTable rows={rows} withdraw={withdraw} pass={pass} />}
        </Answered>
      )}
      {giving ? <GiveGrant case={asked.case} login={asked.login} close={() => give(false)} /> : null}
      {withdrawing === null ? null : <WithdrawGrant grant={withdrawing} close={() => withdraw(null)} />}
      {passing === null ? null : <TransferCase grant={passing} close={() => pass(null)} />}
    </>
  );
}
