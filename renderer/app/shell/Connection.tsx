/** How sending stands: always visible, never alarming. Being without a network is a normal day. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './frame.module.css';

export function Connection() {
  const t = useText();
  const days = useDays();
  const { data } = useQuery(useApi().sync.status.queryOptions());
  const state = data?.state ?? 'off';
  const tooOld = state === 'failed' && data?.lastError === 'app_too_old';
  const words = t(tooOld ? 'sync.state.tooOld' : `shell.connection.${state}`);
  return (
    <Link to="/sync" className={classes.connection} aria-label={t('shell.connection.label')} title={words}>
      <span role="status">
        <i className={classes.dot} data-state={state} aria-hidden="true" />
        <span className={classes.words}>
          {words}
          {state === 'off' ? (
            <>
              <br />
              <span className={classes.quiet}>{t('shell.connection.offHint')}</span>
            </>
          ) : null}
          {data !== undefined && state !== 'off' && data.pendingCount > 0 ? (
            <>
              <br />
              {t('shell.waiting', { count: data.pendingCount })}
            </>
          ) : null}
        </span>
      </span>
      {data === undefined || state === 'off' ? null : (
        <span className={classes.words}>
          <br />
          <span className={classes.quiet}>
            {data.lastContactAt === null
              ? t('shell.connection.never')
              : t('shell.connection.lastContact', { when: days.instant(data.lastContactAt) })}
          </span>
        </span>
      )}
    </Link>
  );
}
