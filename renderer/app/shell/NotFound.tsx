/** An address that leads nowhere, e.g. from an old link. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { useText } from '../../ui/texts.tsx';

export function NotFound() {
  const t = useText();
  const navigate = useNavigate();
  return (
    <EmptyState title={t('shell.notFoundTitle')} text={t('shell.notFoundText')}>
      <Button variant="default" onClick={() => void navigate({ to: '/children' })}>
        {t('shell.nav.children')}
      </Button>
    </EmptyState>
  );
}
