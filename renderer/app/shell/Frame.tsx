/** What stands around every page: navigation at the left, the page at the right, the host's line above it. */
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useMe } from '../../ui/me.ts';
import { ErrorBoundary } from '../../ui/parts/ErrorBoundary.tsx';
import { Waiting } from '../../ui/parts/Waiting.tsx';
import { useText } from '../../ui/texts.tsx';
import { OpenForms, OpenFormsContext } from '../drafts/openForms.ts';
import { SyncPage } from '../sync/SyncPage.tsx';
import { ClockBanner } from './ClockBanner.tsx';
import { EndPractice } from './EndPractice.tsx';
import classes from './frame.module.css';
import { HostBanner } from './HostBanner.tsx';
import { IdleWarning } from './IdleWarning.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { LockContext } from './lockContext.ts';
import { Navigation } from './Navigation.tsx';
import { ReadingBanner } from './ReadingBanner.tsx';
import { useChanges } from './useChanges.ts';
import { useIdle } from './useIdle.ts';
import { useKeys } from './useKeys.ts';
import { useLockNow } from './useLockNow.ts';
import { useMenuCommands } from './useMenuCommands.ts';

/** The sync page as a whole, about no child and no step. */
const nothing = { case: undefined, step: undefined };

export function Frame() {
  const t = useText();
  const { practice, idleMinutes, reading } = useMe();
  const [forms] = useState(() => new OpenForms());
  const lockNow = useLockNow(forms);
  const [ending, askToEnd] = useState(false);
  const lock = (): void => (practice ? askToEnd(true) : lockNow());
  const [keysShown, showKeys] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useChanges();
  useMenuCommands(lock);
  // practice data is nobody's, and locking would end it
  const secondsLeft = useIdle(practice ? Number.POSITIVE_INFINITY : idleMinutes, lockNow);
  useKeys({ lock, help: () => showKeys(true) });
  return (
    <div className={classes.frame}>
      <button
        type="button"
        className={classes.skip}
        onClick={() => document.getElementById('content')?.focus()}
      >
        {t('shell.skipToContent')}
      </button>
      <Navigation lock={lock} help={() => showKeys(true)} />
      <main className={classes.main} id="content" tabIndex={-1}>
        <HostBanner />
        <ClockBanner />
        <ReadingBanner />
        <ErrorBoundary resetOn={path}>
          <Suspense fallback={<Waiting />}>
            <LockContext value={lock}>
              <OpenFormsContext value={forms}>
                {/* wherever the person stood: nothing else is answered until the next contact */}
                {reading?.state === 'ended' ? <SyncPage about={nothing} /> : <Outlet />}
              </OpenFormsContext>
            </LockContext>
          </Suspense>
        </ErrorBoundary>
      </main>
      <EndPractice opened={ending} close={() => askToEnd(false)} end={lockNow} />
      <IdleWarning seconds={secondsLeft} />
      <KeysHelp opened={keysShown} close={() => showKeys(false)} />
    </div>
  );
}
