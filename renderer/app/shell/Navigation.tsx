/** The left side: sections, connection, language, lock. */
import { IconKeyboard, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../ui/api.tsx';
import { useMe } from '../../ui/me.ts';
import { Shanyrak } from '../../ui/parts/Shanyrak.tsx';
import { useText } from '../../ui/texts.tsx';
import { Connection } from './Connection.tsx';
import classes from './frame.module.css';
import { LanguageMenu } from './LanguageMenu.tsx';
import { sections } from './sections.ts';

export function Navigation({ lock, help }: { lock: () => void; help: () => void }) {
  const t = useText();
  const me = useMe();
  // without contact for too long only the sync is left
  const shown = me.reading?.state === 'ended' ? sections.filter((one) => one.id === 'sync') : sections;
  return (
    <nav className={classes.nav} aria-label={t('shell.nav.label')}>
      <div className={classes.logo}>
        <Shanyrak />
        <span className={classes.words}>{t('common.appName')}</span>
      </div>
      {shown.map(({ id, to, icon: Icon }, index) => (
        <Link
          key={id}
          to={to}
          className={classes.link}
          activeOptions={{ exact: false }}
          title={t(`shell.nav.${id}`)}
          aria-keyshortcuts={`Alt+${index + 1}`}
        >
          <Icon size={18} stroke={1.7} aria-hidden />
          <span className={classes.words}>{t(`shell.nav.${id}`)}</span>
          {id === 'today' ? <DueBadge /> : null}
        </Link>
      ))}
      <div className={classes.bottom}>
        {me.practice ? (
          <div className={classes.practice} title={t('shell.practiceHint')}>
            {t('shell.practice')}
          </div>
        ) : null}
        <Connection />
        <div className={classes.tools}>
          <LanguageMenu />
          <button
            type="button"
            className={classes.tool}
            onClick={help}
            aria-label={t('shell.help')}
            title="?"
          >
            <IconKeyboard size={17} aria-hidden />
          </button>
          <button
            type="button"
            className={classes.tool}
            onClick={lock}
            aria-label={t('shell.lock')}
            title={`${t('shell.lock')} — Ctrl+L`}
            aria-keyshortcuts="Control+L"
          >
            <IconLock size={17} aria-hidden />
          </button>
        </div>
      </div>
    </nav>
  );
}

function DueBadge() {
  const t = useText();
  const { data } = useQuery(useApi().tasks.today.queryOptions());
  const count = data === undefined ? 0 : data.counts.overdue + data.counts.today;
  if (count === 0) return null;
  return (
    <span className={classes.badge}>
      <span aria-hidden="true">{count}</span>
      <span className="only-spoken">{t('shell.due', { count })}</span>
    </span>
  );
}
