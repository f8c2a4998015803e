/** Before a sheet with names, addresses and phone numbers is shown: says so and asks. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useText } from '../../ui/texts.tsx';

export interface RouteWarningProps {
  readonly opened: boolean;
  readonly cancel: () => void;
  readonly confirm: () => void;
}

export function RouteWarning({ opened, cancel, confirm }: RouteWarningProps) {
  const t = useText();
  return (
    <Modal
      lockScroll={false}
      opened={opened}
      onClose={cancel}
      title={t('today.route.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Text fw={600}>{t('today.route.warning')}</Text>
      <Text mt="xs">{t('today.route.advice')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={cancel} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button onClick={confirm}>{t('today.route.confirm')}</Button>
      </Group>
    </Modal>
  );
}
