/**
 * Where there is no network: the file for the server is saved on a stick and carried there, the answer is
 * opened here. It says in words what happened, and calls nothing sent before the answer is in.
 */
import { Alert, Button, FileButton } from '@mantine/core';
import { IconFileImport, IconUsb } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApi, useClient } from '../../ui/api.tsx';
import { failureText, unwrap } from '../../ui/failureError.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useShell } from '../../ui/shellContext.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import classes from './sync.module.css';

export function StickCard() {
  const t = useText();
  const out = useBundleOut();
  const back = useBundleIn();
  const forget = useRef<() => void>(null);
  return (
    <Card title={t('bundle.title')}>
      <p className={classes.soft}>{t('bundle.intro')}</p>
      <ol className={classes.steps}>
        <li>
          <p>{t('bundle.stepOut')}</p>
          <Button
            variant="default"
            leftSection={<IconUsb size={17} aria-hidden />}
            loading={out.isPending}
            onClick={() => {
              back.reset();
              out.mutate();
            }}
          >
            {t('bundle.out')}
          </Button>
        </li>
        <li>
          <p>{t('bundle.stepBack')}</p>
          <FileButton
            accept=".uige"
            resetRef={forget}
            onChange={(file) => {
              out.reset();
              if (file !== null) back.mutate(file);
              // the same file, copied once more, may be chosen again
              forget.current?.();
            }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                leftSection={<IconFileImport size={17} aria-hidden />}
                loading={back.isPending}
              >
                {t('bundle.open')}
              </Button>
            )}
          </FileButton>
        </li>
      </ol>
      <div role="status">
        <OutWords result={out.data} />
        <BackWords result={back.data} />
      </div>
      <Failed error={out.error ?? back.error} />
      <p className={`${classes.soft} ${classes.small}`} style={{ marginTop: 10 }}>
        {t('bundle.documents')}
      </p>
    </Card>
  );
}

/** Null where the person chose no place for the file. */
type SavedFile = {
  readonly steps: number;
  readonly left: number;
  readonly documents: number;
  readonly documentsLeft: number;
} | null;

function OutWords({ result }: { result: SavedFile | undefined }) {
  const t = useText();
  if (result === undefined || result === null) return null;
  const { steps, left, documents, documentsLeft } = result;
  return (
    <p className={classes.text}>
      {steps === 0 ? t('bundle.savedNothing') : t('bundle.saved', { count: steps })}{' '}
      {documents > 0 ? `${t('bundle.savedDocuments', { count: documents })} ` : null}
      {documentsLeft > 0 ? `${t('bundle.documentsWait', { count: documentsLeft })} ` : null}
      {left > 0 ? t('bundle.left') : null}
    </p>
  );
}

interface Taken {
  readonly pushed: number;
  readonly pulled: number;
  readonly more: boolean;
  readonly carried: {
    readonly sent: number;
    readonly refused: number;
    readonly gone: number;
    readonly fetched: number;
    readonly left: number;
  };
}

function BackWords({ result }: { result: Taken | undefined }) {
  const t = useText();
  if (result === undefined) return null;
  const { pushed, pulled, more, carried } = result;
  const { sent, refused, gone, fetched, left } = carried;
  return (
    <p className={classes.text}>
      {pushed + pulled + sent + fetched + refused + gone + left === 0
        ? t('bundle.takenNothing')
        : t('bundle.taken', { pushed, pulled })}{' '}
      {sent + fetched > 0 ? `${t('bundle.takenDocuments', { sent, fetched })} ` : null}
      {refused > 0 ? `${t('bundle.documentsRefused', { count: refused })} ` : null}
      {gone > 0 ? `${t('bundle.documentsGone', { count: gone })} ` : null}
      {left > 0 ? `${t('bundle.documentsLeft', { count: left })} ` : null}
      {more ? t('bundle.more') : null}
    </p>
  );
}

function Failed({ error }: { error: Error | null }) {
  const t = useText();
  if (error === null) return null;
  return (
    <Alert color="danger" role="alert" mt="sm">
      {error instanceof NotSaved ? t(`reports.notSaved.${error.why}`) : failureText(error, t)}
    </Alert>
  );
}

class NotSaved extends Error {
  readonly why: 'disk_full' | 'not_writable';
  constructor(why: 'disk_full' | 'not_writable') {
    super(why);
    this.why = why;
  }
}

function useBundleOut() {
  const client = useClient();
  const shell = useShell();
  const { language } = useLanguage();
  return useMutation({
    mutationFn: async (): Promise<SavedFile> => {
      const { file, ...counts } = unwrap(await client.sync.bundleOut({ language }));
      const outcome = await shell.saveFile(file);
      if (outcome === 'cancelled') return null;
      if (outcome !== 'saved') throw new NotSaved(outcome);
      return counts;
    },
  });
}

function useBundleIn() {
  const client = useClient();
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file: File): Promise<Taken> => unwrap(await client.sync.bundleIn({ file })),
    onSettled: () => queries.invalidateQueries({ queryKey: api.sync.key() }),
  });
}
