/**
 * Shows the recovery key this once. It is printed on paper and two of its groups are asked back; it is
 * kept nowhere in the window and cannot be shown again.
 */
import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useShell } from '../../ui/shellContext.tsx';
import { useText } from '../../ui/texts.tsx';
import { groupsOf, groupsToAsk, sameGroup } from './recoveryGroups.ts';
import { Sheet } from './Sheet.tsx';
import classes from './start.module.css';

export interface RecoveryKeyProps {
  readonly recoveryKey: string;
  readonly name: string;
  /** It stands in place of one that was printed before. */
  readonly renewed: boolean;
  readonly onKept: () => void;
}

export function RecoveryKey({ recoveryKey, name, renewed, onKept }: RecoveryKeyProps) {
  const t = useText();
  const shell = useShell();
  const groups = groupsOf(recoveryKey);
  const [asked] = useState(() => groupsToAsk(groups.length, [Math.random(), Math.random()]));
  const [typed, type] = useState<readonly [string, string]>(['', '']);
  const [kept, keep] = useState(false);
  const [wrong, setWrong] = useState(false);

  const finish = (event: FormEvent): void => {
    event.preventDefault();
    if (asked.every((group, index) => sameGroup(typed[index] ?? '', groups[group]))) onKept();
    else setWrong(true);
  };

  return (
    <Sheet>
      <h1 className={classes.title}>{t('start.key.title')}</h1>
      <p className={`${classes.intro} no-print`}>{t('start.key.intro')}</p>
      {renewed ? <p className={`${classes.intro} no-print`}>{t('start.key.renewed')}</p> : null}
      <p className="only-print">{t('start.key.sheetName', { name })}</p>
      <div className={classes.key} data-testid="recovery-key">
        {groups.join(' ')}
      </div>
      <p className="only-print">{t('start.key.sheetText')}</p>
      <form className={`${classes.fields} no-print`} onSubmit={finish} noValidate>
        <Button
          variant="default"
          leftSection={<IconPrinter size={17} aria-hidden />}
          onClick={() => shell.print()}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('start.key.print')}
        </Button>
        <p>{t('start.key.askBack')}</p>
        <div className={classes.two}>
          {asked.map((group, index) => (
            <TextInput
              key={group}
              label={t('start.key.group', { number: group + 1 })}
              autoComplete="off"
              spellCheck={false}
              value={typed[index] ?? ''}
              onChange={({ currentTarget: { value } }) => {
                setWrong(false);
                type(([first, second]) => (index === 0 ? [value, second] : [first, value]));
              }}
            />
          ))}
        </div>
        <Checkbox
          label={t('start.key.confirm')}
          checked={kept}
          onChange={(event) => keep(event.currentTarget.checked)}
        />
        {wrong ? (
          <p className={classes.error} role="alert">
            {t('start.errors.groups')}
          </p>
        ) : null}
        <Button type="submit" disabled={!kept}>
          {t(renewed ? 'start.key.back' : 'start.key.finish')}
        </Button>
      </form>
    </Sheet>
  );
}
