/** What this program is: version, rules, licence, and that it talks to nobody else. */
import { rulesVersion } from '#shared/domain/gates/checks.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Shanyrak } from '../../ui/parts/Shanyrak.tsx';
import { useShell } from '../../ui/shellContext.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './settings.module.css';

export function AboutCard() {
  const t = useText();
  const { version } = useShell();
  return (
    <Card title={t('settings.about.title')} aside={<Shanyrak size={24} />}>
      <div className={classes.fields} style={{ gap: 8 }}>
        <p>{t('settings.about.text')}</p>
        <p className={classes.soft}>
          {version === '' ? '' : `${t('settings.about.version', { version })} · `}
          {t('settings.about.rules', { rules: rulesVersion })}
        </p>
        <p className={classes.soft}>{t('settings.about.license')}</p>
        <p className={classes.soft}>{t('settings.about.network')}</p>
      </div>
    </Card>
  );
}
