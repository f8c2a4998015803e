/**
 * A child's file: who the child is, where on the way home, what is missing for the next stop, and all that
 * was recorded. Nothing is edited here: every form records another step.
 */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { CaseView } from '#shared/contract/views.ts';
import { useApi } from '../../ui/api.tsx';
import { FailureError } from '../../ui/failureError.ts';
import { EmptyState } from '../../ui/parts/EmptyState.tsx';
import { FailureState } from '../../ui/parts/FailureState.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { Unfinished } from '../drafts/Unfinished.tsx';
import { CaseHeader } from './CaseHeader.tsx';
import { AboutChild } from './cards/AboutChild.tsx';
import { Conflicts } from './cards/Conflicts.tsx';
import { Documents } from './cards/Documents.tsx';
import { Family } from './cards/Family.tsx';
import { NextStop } from './cards/NextStop.tsx';
import { Plan } from './cards/Plan.tsx';
import { Reasons } from './cards/Reasons.tsx';
import { Visits } from './cards/Visits.tsx';
import { WaitingForDecision } from './cards/Waiting.tsx';
import classes from './case.module.css';
import { CaseForm } from './forms/CaseForm.tsx';
import type { FormId } from './forms/formIds.ts';
import { RecordMenu } from './RecordMenu.tsx';
import { type Recording, RecordingContext } from './recording.ts';
import { Timeline } from './timeline/Timeline.tsx';
import { useOpener } from './useOpener.ts';
import { useRecordKey } from './useRecordKey.ts';
import { WayHome } from './WayHome.tsx';

export interface CasePageProps {
  /** Case id or code. */
  readonly caseId: string;
  /** The form to open at once, and what it is about. */
  readonly record: FormId | undefined;
  readonly about: string | undefined;
}

export function CasePage({ caseId, record, about }: CasePageProps) {
  const t = useText();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(useApi().cases.get.queryOptions({ input: { case: caseId } }));
  if (data !== undefined) return <CaseFile view={data} record={record} about={about} />;
  if (error === null) return <Waiting />;
  if (error instanceof FailureError && error.failure.code === 'not_found') {
    return (
      <EmptyState title={t('failures.not_found')}>
        <Button variant="default" onClick={() => void navigate({ to: '/children' })}>
          {t('shell.nav.children')}
        </Button>
      </EmptyState>
    );
  }
  return <FailureState error={error} retry={() => void refetch()} />;
}

interface OpenForm {
  readonly form: FormId;
  readonly about: string | undefined;
  /** A new number makes a fresh form, also of the same kind. */
  readonly number: number;
}

function CaseFile({ view, record, about }: { view: CaseView } & Omit<CasePageProps, 'caseId'>) {
  const navigate = useNavigate();
  const [choosing, choose] = useState(false);
  const [opened, show] = useState<OpenForm | null>(null);
  const { caseId } = view.state;
  const rememberOpener = useOpener(opened !== null, view);
  useEffect(() => {
    if (record !== undefined) show({ form: record, about, number: 0 });
  }, [record, about]);
  const recording = useMemo(
    (): Recording => ({
      view,
      may: (form) => view.mayRecord.includes(form),
      open: (form, what) => {
        rememberOpener();
        show((last) => ({ form, about: what, number: (last?.number ?? 0) + 1 }));
      },
    }),
    [view, rememberOpener],
  );
  useRecordKey(() => choose(true));
  const close = (): void => {
    show(null);
    if (record !== undefined) {
      void navigate({ to: '/children/$caseId', params: { caseId }, search: {}, replace: true });
    }
  };
  return (
    <RecordingContext value={recording}>
      <CaseHeader choose={() => choose(true)} />
      <WayHome />
      <Unfinished caseId={caseId} />
      <div className={classes.columns}>
        <Timeline caseId={caseId} />
        <div className={classes.side_cards}>
          <Conflicts />
          <WaitingForDecision />
          <Visits />
          <NextStop />
          <Reasons />
          <Family />
          <Plan />
          <Documents />
          <AboutChild />
        </div>
      </div>
      <RecordMenu opened={choosing} close={() => choose(false)} />
      {opened === null ? null : (
        <CaseForm
          key={`${opened.form} ${opened.number}`}
          form={opened.form}
          about={opened.about}
          close={close}
        />
      )}
    </RecordingContext>
  );
}
