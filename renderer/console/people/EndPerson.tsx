/** The end of a person's work here, with what it does and what it does not. */
import type { PersonLine } from '#shared/console/management.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { WillAndWont } from '../parts/WillAndWont.tsx';
import { useDeed } from '../useDeed.ts';

export function EndPerson({ person, close }: { person: PersonLine; close: () => void }) {
  const t = useText();
  const { client } = useServer();
  const end = useDeed({
    act: () => client.people.end({ login: person.login }),
    say: (ended) => t('console.people.ended', ended),
    onDone: close,
  });
  return (
    <Dialog
      title={t('console.people.endTitle', { name: person.name })}
      close={close}
      submit={t('console.people.end')}
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate();
      }}
      pending={end.isPending}
      trouble={end.trouble}
      danger
    >
      <WillAndWont will={t('console.people.endWill')} wont={t('console.people.endWont')} />
    </Dialog>
  );
}
