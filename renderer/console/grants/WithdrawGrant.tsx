/** Access to a case taken back, with what happens on the person's device. */
import type { GrantLine } from '#shared/console/oversight.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useDeed } from '../useDeed.ts';

export function WithdrawGrant({ grant, close }: { grant: GrantLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const withdraw = useDeed({
    act: () => client.grants.withdraw({ case: grant.feedId, login: grant.login }),
    say: () => t('console.grants.withdrawn'),
    onDone: close,
  });
  return (
    <Dialog
      title={t('console.grants.withdrawTitle')}
      close={close}
      submit={t('console.grants.withdraw')}
      onSubmit={(event) => {
        event.preventDefault();
        withdraw.mutate();
      }}
      pending={withdraw.isPending}
      trouble={withdraw.trouble}
      danger
    >
      <p>{t('console.grants.withdrawText', { name: grant.name, case: grant.caseCode })}</p>
    </Dialog>
  );
}
