/** Title of a page, a line under it, and its actions: at most one of them filled. */
import { type ReactNode, useEffect } from 'react';
import { useText } from '../texts.tsx';
import classes from './parts.module.css';

export interface PageHeaderProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHeader({ title, sub, actions }: PageHeaderProps) {
  const t = useText();
  useEffect(() => {
    document.title = `${title} · ${t('common.appName')}`;
  }, [title, t]);
  return (
    <header className={classes.header}>
      <div className={classes.headerText}>
        <h1 className={classes.title}>{title}</h1>
        {sub === undefined ? null : <p className={classes.sub}>{sub}</p>}
      </div>
      {actions === undefined ? null : <div className={`${classes.actions} no-print`}>{actions}</div>}
    </header>
  );
}
