/** Settings: who works here, language and look, protection, checking the data, keys, about. */
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { AboutCard } from './AboutCard.tsx';
import { KeyboardCard } from './KeyboardCard.tsx';
import { LockCard } from './LockCard.tsx';
import { LookCard } from './LookCard.tsx';
import { PersonCard } from './PersonCard.tsx';
import classes from './settings.module.css';
import { VerifyCard } from './VerifyCard.tsx';

export function SettingsPage() {
  const t = useText();
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <div className={classes.page}>
        <div className={classes.column}>
          <PersonCard />
          <LookCard />
          <LockCard />
        </div>
        <div className={classes.column}>
          <VerifyCard />
          <KeyboardCard />
          <AboutCard />
        </div>
      </div>
    </>
  );
}
