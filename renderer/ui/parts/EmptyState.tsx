/** Instead of an empty page: what is not there, and what to do about it. */
import type { ReactNode } from 'react';
import classes from './parts.module.css';

export interface EmptyStateProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className={classes.empty} role="status">
      <p className={classes.emptyTitle}>{title}</p>
      {text === undefined ? null : <p className={classes.emptyText}>{text}</p>}
      {children}
    </div>
  );
}
