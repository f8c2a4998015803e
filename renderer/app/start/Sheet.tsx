/** The one sheet of paper in the middle of the window that all pages before the lock are written on. */
import type { ReactNode } from 'react';
import { Shanyrak } from '../../ui/parts/Shanyrak.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './start.module.css';

export function Sheet({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <div className={classes.page}>
      <main className={classes.sheet}>
        <div className={classes.brand}>
          <Shanyrak size={34} />
          {t('common.appName')}
        </div>
        {children}
      </main>
    </div>
  );
}
