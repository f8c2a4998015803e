/** How hard the passphrase is to guess, in a word and in bars; read out when it changes. */
import { useText } from '../../ui/texts.tsx';
import { passphraseStrength, strengthBars } from './passphraseStrength.ts';
import classes from './start.module.css';

export function StrengthHint({ passphrase }: { passphrase: string }) {
  const t = useText();
  if (passphrase === '') return null;
  const strength = passphraseStrength(passphrase);
  return (
    <div className={classes.strength}>
      <span className={classes.bars} aria-hidden="true">
        {[1, 2, 3].map((bar) => (
          <i key={bar} data-on={strengthBars[strength] >= bar} />
        ))}
      </span>
      <span role="status" aria-label={t('start.strength.label')}>
        {t(`start.strength.${strength}`)}
      </span>
    </div>
  );
}
