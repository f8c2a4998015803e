/**
 * Import of a register: choose the file, check how it was read, decide on duplicates, confirm. Nothing is
 * written before the last button, and going back loses nothing already decided.
 */
import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useMe } from '../../ui/me.ts';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { CheckStep } from './CheckStep.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import { DuplicatesStep } from './DuplicatesStep.tsx';
import { importCounts } from './decisions.ts';
import { FileStep } from './FileStep.tsx';
import { institutionFits, proposedBaseline, proposedInstitution } from './proposal.ts';
import { ResultStep } from './ResultStep.tsx';
import { RunStep } from './RunStep.tsx';
import classes from './register.module.css';
import { Steps } from './Steps.tsx';
import { useImportRun } from './useImportRun.ts';
import { useRegister } from './useRegister.ts';
import { useWizard } from './useWizard.ts';
import { decided, emptyWizard, neighbour, type Wizard, type WizardStep, workOn } from './wizard.ts';

export function RegisterImportPage() {
  const t = useText();
  const me = useMe();
  const [wizard, update] = useWizard();
  const register = useRegister(wizard, update);
  const importing = useImportRun((result) => update((current) => ({ ...current, step: 'done', result })));
  const running = importing.run.state === 'running' || importing.run.state === 'stopping';
  // Leaving would stop the import without a word; it takes seconds, and there is a button to stop it.
  useBlocker({ shouldBlockFn: () => running, enableBeforeUnload: running });

  const preview = wizard.opened?.preview ?? null;
  const { decisions } = workOn(wizard);
  const proposal = preview === null ? null : proposalOf(wizard, preview, me);
  const go = (step: WizardStep): void => update((current) => ({ ...current, step }));
  const start = (): void => {
    if (wizard.opened === null || proposal === null) return;
    const { institution, baselineDay } = proposal;
    importing.start({
      registerId: wizard.opened.registerId,
      institution: institution.trim(),
      decisions,
      ...(baselineDay === null ? {} : { baselineDay }),
    });
  };
  const backFromRun = (): void => {
    // what was written by then is known now: the list is compared with it anew
    if (importing.run.state === 'stopped') register.correct.mutate({});
    importing.reset();
  };
  const ready =
    preview !== null &&
    proposal !== null &&
    institutionFits(proposal.institution) &&
    importCounts(preview, decisions).created > 0;
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('importWizard.title')}
        sub={wizard.step === 'done' ? wizard.fileName : t('importWizard.subtitle')}
      />
      <Steps wizard={wizard} locked={importing.run.state !== 'idle'} go={go} />
      <div className={classes.body}>
        {importing.run.state !== 'idle' ? (
          <RunStep run={importing.run} stop={importing.stop} back={backFromRun} />
        ) : wizard.step === 'file' || preview === null || proposal === null ? (
          <FileStep wizard={wizard} register={register} />
        ) : wizard.step === 'check' ? (
          <CheckStep wizard={wizard} preview={preview} register={register} />
        ) : wizard.step === 'duplicates' ? (
          <DuplicatesStep
            preview={preview}
            decisions={decisions}
            decide={(row, decision) => update((current) => decided(current, row, decision))}
          />
        ) : wizard.step === 'confirm' ? (
          <ConfirmStep
            preview={preview}
            decisions={decisions}
            {...proposal}
            setInstitution={(institution) => update((current) => ({ ...current, institution }))}
            setBaselineDay={(baselineDay) => update((current) => ({ ...current, baselineDay }))}
          />
        ) : wizard.result === null ? null : (
          <ResultStep result={wizard.result} preview={preview} another={() => update(() => emptyWizard)} />
        )}
      </div>
      {importing.run.state === 'idle' && wizard.step !== 'done' && preview !== null ? (
        <Footer step={wizard.step} go={go} start={start} ready={ready} />
      ) : null}
    </div>
  );
}

interface FooterProps {
  readonly step: WizardStep;
  readonly go: (step: WizardStep) => void;
  readonly start: () => void;
  /** Whether there is something to import, and somewhere to. */
  readonly ready: boolean;
}

function Footer({ step, go, start, ready }: FooterProps) {
  const t = useText();
  return (
    <div className={classes.footer}>
      {step === 'file' ? (
        <span />
      ) : (
        <Button variant="default" onClick={() => go(neighbour(step, -1))}>
          {t('importWizard.back')}
        </Button>
      )}
      {step === 'confirm' ? (
        <Button disabled={!ready} onClick={start}>
          {t('importWizard.confirm.start')}
        </Button>
      ) : (
        <Button onClick={() => go(neighbour(step, 1))}>{t('importWizard.next')}</Button>
      )}
    </div>
  );
}

function proposalOf(
  wizard: Wizard,
  preview: NonNullable<Wizard['opened']>['preview'],
  me: ReturnType<typeof useMe>,
) {
  return {
    institution: wizard.institution ?? proposedInstitution(me, preview),
    baselineDay: wizard.baselineDay === undefined ? proposedBaseline(preview, me.today) : wizard.baselineDay,
  };
}
