/** What a query answered; until then that it is fetched, or why it could not be. */
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { useFailureText } from '../useFailureText.ts';

export function Answered<Value>({
  query,
  children,
}: {
  query: UseQueryResult<Value>;
  children: (value: Value) => ReactNode;
}) {
  const t = useText();
  const failureText = useFailureText();
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Waiting />;
  return (
    <EmptyState title={t('shell.failureTitle')} text={failureText(query.error)}>
      <Button variant="default" onClick={() => void query.refetch()}>
        {t('common.retry')}
      </Button>
    </EmptyState>
  );
}
