/** One more institution. */
import { TextInput } from '@mantine/core';
import type { RegionCode } from '#shared/country/kz/regions.ts';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeed } from '../useDeed.ts';
import { useRegionOptions } from '../useRegionName.ts';

export function AddInstitution({ close }: { close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const regionOptions = useRegionOptions();
  const fields = useFields<{ name: string; region: RegionCode | null }>({ name: '', region: null });
  const add = useDeed({
    act: (given: { name: string; region: RegionCode | null }) => client.institutions.add(given),
    say: (_, { name }) => t('console.institutions.added', { name: name.trim() }),
    onDone: close,
  });
  const submit = fields.onSubmit(
    ({ name }) => ({ name: name.trim() === '' ? t('console.institutions.nameNeeded') : null }),
    (values) => add.mutate(values),
  );
  return (
    <Dialog
      title={t('console.institutions.add')}
      close={close}
      submit={t('console.institutions.add')}
      onSubmit={submit}
      pending={add.isPending}
      trouble={add.trouble}
    >
      <TextInput label={t('console.institutions.name')} maxLength={200} {...fields.text('name')} />
      <ListSelect
        label={t('console.institutions.region')}
        options={regionOptions}
        {...fields.field('region')}
        onClear={() => fields.set({ region: null })}
      />
    </Dialog>
  );
}
