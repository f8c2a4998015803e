/** Who works on this device, in which roles; and whether it is only practice. */
import { Alert } from '@mantine/core';
import { useMe } from '../../ui/me.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './settings.module.css';

export function PersonCard() {
  const t = useText();
  const me = useMe();
  return (
    <Card title={t('settings.person')}>
      <p style={{ fontWeight: 700 }}>{me.name}</p>
      {me.roles.map(({ role, institutionId, institutionName }) => (
        <p key={`${role} ${institutionId}`} className={classes.soft}>
          {t(`domain.roles.${role}`)} · {institutionName}
        </p>
      ))}
      {me.practice ? (
        <Alert color="soon" mt="sm" title={t('settings.practice')}>
          {t('settings.practiceText')}
        </Alert>
      ) : null}
    </Card>
  );
}
