/** The own account: password, second step, sessions. */
import { Card } from '../../ui/parts/Card.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useSigned } from '../api.tsx';
import classes from './account.module.css';
import { PasswordForm } from './PasswordForm.tsx';
import { SecondStep } from './SecondStep.tsx';
import { Sessions } from './Sessions.tsx';

export function AccountPage() {
  const t = useText();
  const { me } = useSigned();
  const roles = me.roles.map((role) => t(`domain.roles.${role}`)).join(', ');
  return (
    <>
      <PageHeader
        title={t('console.account.title')}
        sub={`${me.person.name} (${me.person.login})${roles === '' ? '' : ` · ${roles}`}`}
      />
      <div className={classes.page}>
        <Card title={t('console.account.password.title')}>
          <PasswordForm />
        </Card>
        <SecondStep />
        <div className={classes.wide}>
          <Sessions />
        </div>
      </div>
    </>
  );
}
