/** A small word on a coloured ground. The word carries the meaning; the colour only repeats it. */
import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** home: the way home; soon: due; danger: overdue or dangerous; work: under way; well: done; plain: neutral. */
export type Tone = 'home' | 'soon' | 'danger' | 'work' | 'well' | 'plain';

export function Chip({
  tone = 'plain',
  title,
  children,
}: {
  tone?: Tone;
  title?: string;
  children: ReactNode;
}) {
  return (
    <span className={classes.chip} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
