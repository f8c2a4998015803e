/** Locking the practice data ends it: asked once, because what was tried out is gone then. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useText } from '../../ui/texts.tsx';

export interface EndPracticeProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly end: () => void;
}

export function EndPractice({ opened, close, end }: EndPracticeProps) {
  const t = useText();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={<b>{t('shell.practiceEnd.title')}</b>}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>{t('shell.practiceEnd.text')}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={close} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button onClick={end}>{t('shell.practiceEnd.end')}</Button>
      </Group>
    </Modal>
  );
}
