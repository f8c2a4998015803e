/** Who the child is, at one glance: name, age, code, ИИН, brothers and sisters. */
import { Button } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { fullName } from '#shared/domain/case/current.ts';
import { useDays } from '../../ui/days.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { Portrait } from '../../ui/parts/Portrait.tsx';
import { useShell } from '../../ui/shellContext.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './case.module.css';
import { useRecording } from './recording.ts';

export function CaseHeader({ choose }: { choose: () => void }) {
  const t = useText();
  const days = useDays();
  const shell = useShell();
  const { view } = useRecording();
  const { state, siblings } = view;
  const name = state.child === null ? state.caseCode : fullName(state.child);
  const age = state.child === null ? '' : days.age(state.child);
  useEffect(() => {
    // The window's title can be seen by others: the code, never the name.
    document.title = `${state.caseCode} · ${t('common.appName')}`;
  }, [state.caseCode, t]);
  return (
    <header>
      <div className={classes.head}>
        <Portrait name={state.child === null ? null : name} size={54} />
        <div className={classes.headText}>
          <h1 className={classes.name}>{name}</h1>
          <div className={classes.line}>
            {age === '' ? null : <span>{age} ·</span>}
            <span>
              {t('caseFile.code')} <b>{state.caseCode}</b> ·
            </span>
            <IinText />
            {state.caseworker === null ? null : (
              <span>
                · {t('caseFile.caseworker')} {state.caseworker.name}
              </span>
            )}
          </div>
          {siblings.length + (state.siblings?.namesOnly.length ?? 0) === 0 ? null : (
            <div className={classes.line}>
              <span>{t('caseFile.siblings')}</span>
              {siblings.map((sibling) => (
                <Link
                  key={sibling.caseId}
                  className={classes.sibling}
                  to="/children/$caseId"
                  params={{ caseId: sibling.caseId }}
                  search={{}}
                >
                  <Chip tone="home" title={`${sibling.name} · ${t(`domain.stages.${sibling.stage}`)}`}>
                    {givenNameIn(sibling.name)}
                  </Chip>
                </Link>
              ))}
              {state.siblings?.namesOnly.map((only) => (
                <Chip key={only}>{only}</Chip>
              ))}
              <span>— {t('caseFile.siblingsTogether')}</span>
            </div>
          )}
        </div>
        <div className="no-print" style={{ display: 'flex', gap: 8 }}>
          <Button
            variant="default"
            leftSection={<IconPrinter size={17} aria-hidden />}
            onClick={() => shell.print()}
          >
            {t('common.print')}
          </Button>
          <Button
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={choose}
            aria-keyshortcuts="N"
            data-record-step
          >
            {t('caseFile.record')}
          </Button>
        </div>
      </div>
      {state.updateNeeded ? (
        <p className={classes.notice} role="status">
          {t('caseFile.updateNeeded')}
        </p>
      ) : null}
      <NotTaken />
    </header>
  );
}

/** The server did not take everything: where to see what, and what to do. */
function NotTaken() {
  const t = useText();
  const { notTaken, state } = useRecording().view;
  const count = notTaken.refused + notTaken.quarantined;
  if (count === 0) return null;
  return (
    <p className={classes.notice} role="status">
      {notTaken.whole ? t('caseFile.setAside') : t('caseFile.notTaken', { count })}{' '}
      <Link className={classes.link} to="/sync" search={{ case: state.caseId }}>
        {t('caseFile.notTakenLink')}
      </Link>
    </p>
  );
}

/** "Тулегенова Инжу Болатқызы" → "Инжу": the family name stands above already. */
function givenNameIn(name: string): string {
  return name.split(' ')[1] ?? name;
}

function IinText() {
  const t = useText();
  const { child } = useRecording().view.state;
  if (child === null || child.iin === null) return <span>{t('caseFile.noIin')}</span>;
  return (
    <span>
      {t('caseFile.iin')} {child.iin}
      {child.iinStatus === 'unverified' ? ` (${t('caseFile.iinUnverified')})` : ''}
    </span>
  );
}
