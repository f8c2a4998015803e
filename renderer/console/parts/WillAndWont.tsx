/** What a deed will do, and what it will not: read before it is done. */
import { useText } from '../../ui/texts.tsx';
import classes from './dialog.module.css';

export function WillAndWont({ will, wont }: { will: string; wont: string }) {
  const t = useText();
  return (
    <div className={classes.said}>
      <div>
        <h3>{t('console.devices.will')}</h3>
        <p>{will}</p>
      </div>
      <div>
        <h3>{t('console.devices.wont')}</h3>
        <p>{wont}</p>
      </div>
    </div>
  );
}
