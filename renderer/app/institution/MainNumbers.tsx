/** The four true numbers: in care now, home, seen within 30 days, back in care; what each counts is said. */
import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';

export function MainNumbers({ figures }: { figures: InstitutionFigures }) {
  const t = useText();
  const { seen, of } = figures.seenWithin30;
  return (
    <ul className={classes.numbers} aria-label={t('institution.numbers.label')}>
      <MainNumber
        label={t('institution.numbers.residents')}
        help={t('institution.numbers.residentsHelp')}
        value={figures.residents}
        detail={t('institution.numbers.residentsDetail', {
          baseline: figures.baseline,
          admitted: figures.admitted,
          left: figures.left,
        })}
      />
      <MainNumber
        label={t('institution.numbers.home')}
        help={t('institution.numbers.homeHelp')}
        value={<span className={classes.home}>{figures.returnedHome}</span>}
        detail={t('institution.numbers.homeDetail', {
          alternative: figures.alternativeFamily,
          otherwise: figures.departedOtherwise,
        })}
      />
      <MainNumber
        label={t('institution.numbers.seen')}
        help={t('institution.numbers.seenHelp')}
        value={
          <>
            {seen} <small>{t('institution.numbers.seenOf', { of })}</small>
          </>
        }
        detail={
          of === 0
            ? t('institution.numbers.seenNone')
            : t('institution.numbers.seenDetail', { count: figures.visits.missed })
        }
      />
      <MainNumber
        label={t('institution.numbers.reentered')}
        help={t('institution.numbers.reenteredHelp')}
        value={
          figures.reentered > 0 ? (
            <span className={classes.danger}>{figures.reentered}</span>
          ) : (
            figures.reentered
          )
        }
        detail={t('institution.numbers.reenteredDetail')}
      />
    </ul>
  );
}

interface MainNumberProps {
  readonly label: string;
  readonly help: string;
  readonly value: ReactNode;
  readonly detail: string;
}

function MainNumber({ label, help, value, detail }: MainNumberProps) {
  const t = useText();
  return (
    <li className={classes.numberCard}>
      <div className={classes.label}>
        <span>{label}</span>
        <Popover width={280} position="bottom-end" withArrow transitionProps={{ duration: 0 }}>
          <Popover.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('institution.numbers.what', { label })}
            >
              <IconInfoCircle size={16} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <Text size="sm">{help}</Text>
          </Popover.Dropdown>
        </Popover>
      </div>
      <div className={classes.big}>{value}</div>
      <div className={classes.small}>{detail}</div>
    </li>
  );
}
