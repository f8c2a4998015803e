/** The clock has jumped: a wrong day would go into every record, so the person says whether it is right. */
import { Alert, Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi, useClient } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { unwrap } from '../../ui/failureError.ts';
import { useMe } from '../../ui/me.ts';
import { useText } from '../../ui/texts.tsx';

/** Whoever corrects the clock does it elsewhere: the app looks again so often. */
const lookAgainMs = 3000;

export function ClockBanner() {
  const t = useText();
  const days = useDays();
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  const { clock } = useMe();
  useQuery({
    ...api.profile.me.queryOptions(),
    enabled: clock !== null,
    refetchInterval: lookAgainMs,
  });
  const confirm = useMutation({
    mutationFn: async () => unwrap(await client.profile.confirmClock()),
    onSuccess: () => queries.invalidateQueries(),
  });
  if (clock === null) return null;
  const shows = days.long(clock.shows);
  return (
    <Alert color="soon" role="alert" title={t('shell.clock.title')} mb="md" style={{ flexShrink: 0 }}>
      <Text size="sm">{t('shell.clock.text', { shows, seen: days.long(clock.seen) })}</Text>
      <Text size="sm" mt={4}>
        {t('shell.clock.wrong')}
      </Text>
      <Button mt="sm" variant="default" loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t('shell.clock.confirm', { shows })}
      </Button>
    </Alert>
  );
}
