/** "This child seems to be here already": look at the one found, or open a new case all the same. */
import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useText } from '../../ui/texts.tsx';
import classes from './children.module.css';

export interface DuplicateProps {
  readonly caseId: string;
  readonly busy: boolean;
  readonly openAnyway: () => void;
}

export function Duplicate({ caseId, busy, openAnyway }: DuplicateProps) {
  const t = useText();
  const navigate = useNavigate();
  const notice = useRef<HTMLElement>(null);
  // it stands under a long form: whoever pressed the button must see it
  useEffect(() => {
    // in braces: newer browsers answer with a promise, which is no clean-up
    void notice.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <section className={classes.duplicate} role="alert" ref={notice}>
      <strong>{t('children.form.duplicateTitle')}</strong>
      <p>{t('children.form.duplicateText')}</p>
      <div>
        <Button onClick={() => void navigate({ to: '/children/$caseId', params: { caseId }, search: {} })}>
          {t('children.form.duplicateOpen')}
        </Button>
        <Button variant="default" loading={busy} onClick={openAnyway}>
          {t('children.form.duplicateAnyway')}
        </Button>
      </div>
    </section>
  );
}
