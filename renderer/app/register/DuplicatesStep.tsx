/** Rows that look like a child already listed or already known, side by side, for a person to decide. */
import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import type { RegisterPreview } from '#shared/domain/register/types.ts';
import { useText } from '../../ui/texts.tsx';
import { DuplicatePair } from './DuplicatePair.tsx';
import { type Decisions, decisionOn } from './decisions.ts';

/** A list imported a second time is all duplicates: they are shown some at a time. */
const pairsAtOnce = 20;

export interface DuplicatesStepProps {
  readonly preview: RegisterPreview;
  readonly decisions: Decisions;
  readonly decide: (row: number, decision: 'import' | 'skip') => void;
}

export function DuplicatesStep({ preview, decisions, decide }: DuplicatesStepProps) {
  const t = useText();
  const [shown, show] = useState(pairsAtOnce);
  const { duplicates } = preview;
  if (duplicates.length === 0) return <Alert color="home">{t('importWizard.duplicates.none')}</Alert>;
  return (
    <>
      <div>
        <h2>{t('importWizard.duplicates.heading')}</h2>
        <p>{t('importWizard.duplicates.intro')}</p>
      </div>
      {duplicates.slice(0, shown).map((duplicate, index) => (
        <DuplicatePair
          key={duplicate.row}
          title={t('importWizard.duplicates.pair', { number: index + 1, total: duplicates.length })}
          preview={preview}
          duplicate={duplicate}
          decision={decisionOn(duplicate, decisions)}
          decide={(decision) => decide(duplicate.row, decision)}
        />
      ))}
      {duplicates.length > shown ? (
        <Button variant="default" style={{ flexShrink: 0 }} onClick={() => show(shown + pairsAtOnce)}>
          {t('importWizard.duplicates.more', { count: duplicates.length - shown })}
        </Button>
      ) : null}
    </>
  );
}
