/**
 * The acceptance of one withheld step or of all of a laptop: whose they are, how many, why they were
 * withheld and what will happen. What could not be accepted is told with its reason.
 */
import { useState } from 'react';
import { mostReleased, type WithheldLine } from '#shared/console/oversight.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { useText } from '../../ui/texts.tsx';
import { useServer } from '../api.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import classes from '../parts/dialog.module.css';
import { useDeed } from '../useDeed.ts';
import { KeptSteps, type ReleaseAnswer } from './KeptSteps.tsx';
import { useHeldWords } from './useHeldWords.ts';

export interface AcceptStepsProps {
  /** Of one device and for one reason; at least one. */
  readonly steps: readonly [WithheldLine, ...WithheldLine[]];
  readonly close: () => void;
}

export function AcceptSteps({ steps, close }: AcceptStepsProps) {
  const t = useText();
  const { client } = useServer();
  const words = useHeldWords();
  const [answer, show] = useState<ReleaseAnswer | null>(null);
  const accept = useDeed({
    act: () => releaseAll(steps, (stepIds) => client.quarantine.release({ stepIds })),
    say: ({ released, kept }) => {
      if (kept.length > 0) {
        return t('console.quarantine.someKept', { released: released.length, kept: kept.length });
      }
      return steps.length === 1
        ? t('console.quarantine.accepted')
        : t('console.quarantine.acceptedAll', { count: released.length });
    },
    onDone: (output) => (output.kept.length === 0 ? close() : show(output)),
  });
  if (answer !== null) return <KeptSteps answer={answer} steps={steps} close={close} />;
  const [first] = steps;
  const many = steps.length > 1;
  const lost = first.revokedAs === 'lost';
  return (
    <Dialog
      title={t(many ? 'console.quarantine.acceptAllTitle' : 'console.quarantine.acceptTitle')}
      close={close}
      submit={
        many ? t('console.quarantine.acceptAll', { count: steps.length }) : t('console.quarantine.accept')
      }
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate();
      }}
      pending={accept.isPending}
      trouble={accept.trouble}
      danger={lost}
    >
      {lost ? (
        <div className={`${classes.said} ${classes.warning}`} role="alert">
          <div>
            <h3>{t('console.quarantine.lostTitle')}</h3>
            <p>{t('console.quarantine.lostText')}</p>
          </div>
        </div>
      ) : null}
      <dl className={classes.facts}>
        <dt>{t('console.quarantine.from')}</dt>
        <dd>
          {t('console.quarantine.fromWhom', { name: words.author(first), device: shortId(first.deviceId) })}
        </dd>
        <dt>{t('console.quarantine.what')}</dt>
        <dd>
          <b>{many ? words.amount(steps) : words.kind(first.kind)}</b>
        </dd>
        <dt>{t('console.quarantine.why')}</dt>
        <dd>{words.reason(first.reason)}</dd>
      </dl>
      <p>{t(many ? 'console.quarantine.acceptAllText' : 'console.quarantine.acceptText')}</p>
    </Dialog>
  );
}

/** In as many calls as the server takes at once. */
async function releaseAll(
  steps: readonly WithheldLine[],
  release: (stepIds: string[]) => Promise<ReleaseAnswer>,
): Promise<ReleaseAnswer> {
  const ids = steps.map((one) => one.stepId);
  const whole: ReleaseAnswer = { released: [], kept: [] };
  for (let from = 0; from < ids.length; from += mostReleased) {
    const { released, kept } = await release(ids.slice(from, from + mostReleased));
    whole.released.push(...released);
    whole.kept.push(...kept);
  }
  return whole;
}
