/** Something is being fetched: said quietly, and only after a moment so that nothing flickers. */
import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../texts.tsx';
import classes from './parts.module.css';

const quietMs = 250;

export function Waiting() {
  const t = useText();
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div className={classes.empty} role="status">
      <Loader size="sm" />
      {t('common.loading')}
    </div>
  );
}
