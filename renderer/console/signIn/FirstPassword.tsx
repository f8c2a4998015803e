/** Whoever signed in with a password that another made replaces it before anything else. */
import { useText } from '../../ui/texts.tsx';
import { PasswordForm } from '../account/PasswordForm.tsx';
import { Sheet } from './Sheet.tsx';
import classes from './signIn.module.css';

export function FirstPassword() {
  const t = useText();
  return (
    <Sheet title={t('console.firstPassword.title')}>
      <p className={classes.intro}>{t('console.firstPassword.text')}</p>
      <PasswordForm />
    </Sheet>
  );
}
