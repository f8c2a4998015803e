/** A case passed on to another person, at once or with a last day for the first one. */
import type { GrantLine } from '#shared/console/oversight.ts';
import type { Day } from '#shared/domain/day.ts';
import { DayInput } from '../../ui/fields/DayInput.tsx';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { useFields } from '../../ui/fields/useFields.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer, useSigned } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeed } from '../useDeed.ts';
import { usePeopleOptions } from './usePeopleOptions.ts';

export function TransferCase({ grant, close }: { grant: GrantLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const { today } = useSigned();
  const people = usePeopleOptions();
  const fields = useFields<{ to: string | null; lastDay: Day | null }>({ to: null, lastDay: null });
  const transfer = useDeed({
    act: client.grants.transfer,
    say: () => t('console.grants.transferred'),
    onDone: close,
  });
  const submit = fields.onSubmit(
    ({ to }) => ({ to: to === null ? t('console.codes.personNeeded') : null }),
    ({ to, lastDay }) => {
      if (to !== null) transfer.mutate({ case: grant.feedId, from: grant.login, to, lastDay });
    },
  );
  return (
    <Dialog
      title={t('console.grants.transferTitle', { case: grant.caseCode })}
      close={close}
      submit={t('console.grants.transfer')}
      onSubmit={submit}
      pending={transfer.isPending}
      trouble={transfer.trouble}
    >
      <p>{t('console.grants.transferText', { name: grant.name })}</p>
      <ListSelect
        label={t('console.grants.to')}
        options={people.filter((one) => one.value !== grant.login)}
        {...fields.field('to')}
      />
      <DayInput label={t('console.grants.lastDay')} min={today} {...fields.field('lastDay')} />
    </Dialog>
  );
}
