/** A white card with an optional heading and something small at its right. */
import { type ReactNode, useId } from 'react';
import classes from './parts.module.css';

export interface CardProps {
  readonly title?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Card({ title, aside, children, className }: CardProps) {
  const id = useId();
  const name = className === undefined ? classes.card : `${classes.card} ${className}`;
  if (title === undefined) return <div className={name}>{children}</div>;
  return (
    <section className={name} aria-labelledby={id}>
      <div className={classes.cardHead}>
        <h2 className={classes.cardTitle} id={id}>
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
