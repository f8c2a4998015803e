/** Says that the form goes on where it was left, and lets it begin anew. */
import { Alert, Button } from '@mantine/core';
import { useDays } from '../../ui/days.ts';
import { useText } from '../../ui/texts.tsx';

export function Restored({ savedAt, startOver }: { savedAt: string; startOver: () => void }) {
  const t = useText();
  const days = useDays();
  return (
    <Alert color="home" role="status" mb="sm" py="xs">
      {t('drafts.restored', { when: days.instant(savedAt) })}{' '}
      <Button variant="subtle" size="compact-sm" onClick={startOver}>
        {t('drafts.startOver')}
      </Button>
    </Alert>
  );
}
