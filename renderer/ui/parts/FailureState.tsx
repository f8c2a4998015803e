/** A part of a page that could not be fetched: why, and another try. */
import { Button } from '@mantine/core';
import { failureText } from '../failureError.ts';
import { useText } from '../texts.tsx';
import { EmptyState } from './EmptyState.tsx';

export function FailureState({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useText();
  return (
    <EmptyState title={t('shell.failureTitle')} text={failureText(error, t)}>
      {retry === undefined ? null : (
        <Button variant="default" onClick={retry}>
          {t('common.retry')}
        </Button>
      )}
    </EmptyState>
  );
}
