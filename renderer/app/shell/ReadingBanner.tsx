/** This device was long without contact: reading on it ends soon, or has ended until the next contact. */
import { Alert, Text } from '@mantine/core';
import { useDays } from '../../ui/days.ts';
import { useMe } from '../../ui/me.ts';
import { useText } from '../../ui/texts.tsx';

export function ReadingBanner() {
  const t = useText();
  const days = useDays();
  const { reading } = useMe();
  if (reading === null || reading.state === 'open') return null;
  const day = days.long(reading.endsOn);
  const { state } = reading;
  return (
    <Alert
      color={state === 'ended' ? 'danger' : 'soon'}
      role="alert"
      title={t(`shell.reading.${state}Title`, { day })}
      mb="md"
      style={{ flexShrink: 0 }}
    >
      <Text size="sm">{t(`shell.reading.${state}`)}</Text>
    </Alert>
  );
}
