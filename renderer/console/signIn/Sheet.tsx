/** The one sheet of paper in the middle of the window on which signing in is written. */
import type { ReactNode } from 'react';
import { Shanyrak } from '../../ui/parts/Shanyrak.tsx';
import { useText } from '../../ui/texts.tsx';
import { Languages } from '../frame/Languages.tsx';
import classes from './signIn.module.css';

export function Sheet({ title, children }: { title: string; children: ReactNode }) {
  const t = useText();
  return (
    <div className={classes.page}>
      <main className={classes.sheet}>
        <div className={classes.brand}>
          <Shanyrak size={34} />
          {t('common.appName')}
          <span className={classes.what}>{t('console.name')}</span>
        </div>
        <h1 className={classes.title}>{title}</h1>
        {children}
        <div className={classes.foot}>
          <Languages />
        </div>
      </main>
    </div>
  );
}
