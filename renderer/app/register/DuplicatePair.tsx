/** One pair that may be one child: both records side by side, what differs marked, and the decision. */
import { Radio, Stack } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import type { Duplicate, RegisterPreview } from '#shared/domain/register/types.ts';
import { useApi } from '../../ui/api.tsx';
import { useDays } from '../../ui/days.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import { type Comparable, comparableCase, comparableDraft, comparedFields, differs } from './comparison.ts';
import classes from './register.module.css';

export interface DuplicatePairProps {
  readonly title: string;
  readonly preview: RegisterPreview;
  readonly duplicate: Duplicate;
  readonly decision: 'import' | 'skip';
  readonly decide: (decision: 'import' | 'skip') => void;
}

export function DuplicatePair({ title, preview, duplicate, decision, decide }: DuplicatePairProps) {
  const t = useText();
  const days = useDays();
  const other = useOther(preview, duplicate);
  const own = preview.rows.find(({ row }) => row === duplicate.row);
  if (own === undefined) return null;
  const mine = comparableDraft(own.draft, days, t);
  return (
    <Card title={title} aside={<Chip tone="soon">{t(`register.duplicateReasons.${duplicate.why}`)}</Chip>}>
      <table className={classes.pair}>
        <thead>
          <tr>
            <td style={{ width: '20%' }} />
            <th scope="col">{t('importWizard.duplicates.thisRow', { row: duplicate.row })}</th>
            <th scope="col">{other.title}</th>
          </tr>
        </thead>
        <tbody>
          {comparedFields.map((field) => {
            const theirs = other.facts?.[field] ?? null;
            const different = differs(mine[field], theirs);
            return (
              <tr key={field}>
                <th scope="row">{t(`register.fields.${field}`)}</th>
                <td>{mine[field] ?? '—'}</td>
                <td data-differs={different}>
                  {theirs ?? '—'}
                  {different ? ` (${t('importWizard.duplicates.differs')})` : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Radio.Group
        aria-label={t('importWizard.duplicates.decision', { row: duplicate.row })}
        value={decision}
        onChange={(value) => decide(value === 'import' ? 'import' : 'skip')}
      >
        <Stack gap={6}>
          <Radio value="skip" label={t('importWizard.duplicates.skip')} />
          <Radio value="import" label={t('importWizard.duplicates.import')} />
        </Stack>
      </Radio.Group>
    </Card>
  );
}

/** The earlier row of the file, or the case that is already there. */
function useOther(
  preview: RegisterPreview,
  duplicate: Duplicate,
): { readonly title: string; readonly facts: Comparable | null } {
  const t = useText();
  const days = useDays();
  const earlier = preview.rows.find(({ row }) => row === duplicate.of);
  const caseId = earlier === undefined ? duplicate.existing : null;
  const known = useQuery(
    useApi().cases.get.queryOptions({ input: caseId === null ? skipToken : { case: caseId } }),
  );
  if (earlier !== undefined) {
    return {
      title: t('importWizard.duplicates.otherRow', { row: earlier.row }),
      facts: comparableDraft(earlier.draft, days, t),
    };
  }
  const state = known.data?.state;
  return {
    title: t('importWizard.duplicates.existing', { code: state?.caseCode ?? '…' }),
    facts: state === undefined ? null : comparableCase(state, days, t),
  };
}
