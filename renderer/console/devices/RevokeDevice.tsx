/** The revocation of a device: why, what it will do and what it cannot. */
import { useState } from 'react';
import type { DeviceLine } from '#shared/console/management.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { Choices, options } from '../../ui/fields/Choices.tsx';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { WillAndWont } from '../parts/WillAndWont.tsx';
import { useDeed } from '../useDeed.ts';

const reasons = ['lost', 'withdrawn'] as const;

export function RevokeDevice({ device, close }: { device: DeviceLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const [as, choose] = useState<(typeof reasons)[number]>('lost');
  const revoke = useDeed({
    act: () => client.devices.revoke({ deviceId: device.deviceId, as }),
    say: () => t('console.devices.revoked'),
    onDone: close,
  });
  return (
    <Dialog
      title={t('console.devices.revokeTitle', { name: device.name, id: shortId(device.deviceId) })}
      close={close}
      submit={t('console.devices.revoke')}
      onSubmit={(event) => {
        event.preventDefault();
        revoke.mutate();
      }}
      pending={revoke.isPending}
      trouble={revoke.trouble}
      danger
    >
      <Choices
        label={t('console.devices.how')}
        options={options(reasons, (one) => t(`console.devices.as.${one}`))}
        value={as}
        onChange={choose}
      />
      <WillAndWont will={t(`console.devices.${as}Will`)} wont={t(`console.devices.${as}Wont`)} />
    </Dialog>
  );
}
