/** Documents of the file: what there is, where its bytes are, and a copy of it to look at. */
import { useMutation } from '@tanstack/react-query';
import type { DocumentPlace } from '#shared/contract/views.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { isKnownDocument } from '#shared/domain/fileName.ts';
import { useClient } from '../../../ui/api.tsx';
import { useDays } from '../../../ui/days.ts';
import { unwrap } from '../../../ui/failureError.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { useShell } from '../../../ui/shellContext.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useToasts } from '../../../ui/toast.ts';
import classes from '../case.module.css';
import { useRecording } from '../recording.ts';

export function Documents() {
  const t = useText();
  const { view, open, may } = useRecording();
  const { documents } = view.state;
  return (
    <Card
      title={t('caseFile.documents.title')}
      aside={
        may('document.attached') ? (
          <button type="button" className={classes.link} onClick={() => open('document.attached')}>
            {t('caseFile.documents.add')}
          </button>
        ) : undefined
      }
    >
      {documents.length === 0 ? <p className={classes.small}>{t('caseFile.documents.none')}</p> : null}
      <ul className={classes.list}>
        {documents.map((document) => (
          <DocumentLine key={document.stepId} document={document} />
        ))}
      </ul>
    </Card>
  );
}

function DocumentLine({ document }: { document: CaseState['documents'][number] }) {
  const t = useText();
  const days = useDays();
  const { view } = useRecording();
  const save = useSaveCopy(view.state.caseId);
  const place: DocumentPlace = view.documents[document.sha256] ?? 'fetching';
  return (
    <li className={classes.person}>
      <div className={classes.personTop}>
        <b>{document.title}</b>
        {place === 'here' ? null : (
          <Chip tone={place === 'damaged' || place === 'refused' ? 'danger' : 'soon'}>
            {t(`caseFile.documents.places.${place}`)}
          </Chip>
        )}
      </div>
      <div className={classes.small}>
        {days.near(document.on)} · {days.bytes(document.bytes)}
        {place === 'fetching' ? null : (
          <button
            type="button"
            className={classes.link}
            title={t('caseFile.documents.saveHelp')}
            aria-label={`${t('caseFile.documents.save')}: ${document.title}`}
            disabled={save.isPending}
            onClick={() => save.mutate(document.sha256)}
          >
            {t('caseFile.documents.save')}
          </button>
        )}
      </div>
    </li>
  );
}

function useSaveCopy(caseId: string) {
  const t = useText();
  const client = useClient();
  const shell = useShell();
  const toasts = useToasts();
  return useMutation({
    mutationFn: async (sha256: string) => {
      const { file } = unwrap(await client.attachments.get({ case: caseId, sha256 }));
      const outcome = await shell.saveFile(file);
      const saved = isKnownDocument(file.name) ? 'saved' : 'savedUnknown';
      if (outcome === 'saved') toasts.done(t(`caseFile.documents.${saved}`, { name: file.name }));
      if (outcome === 'disk_full' || outcome === 'not_writable') {
        toasts.problem(t(`reports.notSaved.${outcome}`));
      }
    },
    onError: (error) => toasts.failure(error),
  });
}
