/** Brothers and sisters: their cases, and those who have none, by name. They are decided together. */
import { MultiSelect, TagsInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../ui/api.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

/** Children offered for a search. */
const offered = 20;

export function SiblingsLinked({ close }: FormProps) {
  const t = useText();
  const { view } = useRecording();
  const { state, siblings } = view;
  const [search, setSearch] = useState('');
  // one group for all its files, so the id is made here and not for each of them
  const [groupId] = useState(() => state.siblings?.groupId ?? crypto.randomUUID());
  const found = useQuery(
    useApi().cases.list.queryOptions({
      input: { search: search === '' ? familyStem(state.child?.familyName ?? '') : search, limit: offered },
      placeholderData: keepPreviousData,
    }),
  ).data;
  const step = useStepForm({
    kind: 'siblings.linked',
    close,
    values: {
      caseIds: siblings.map((one) => one.caseId),
      namesOnly: state.siblings?.namesOnly ?? [],
    },
    payload: (values) => ({
      ...values,
      groupId,
      caseIds: [...values.caseIds, state.caseId],
    }),
    // every sibling's file names the whole group
    alsoIn: (values) => values.caseIds,
  });
  const { form } = step;
  const known = new Map(siblings.map((one) => [one.caseId, one.name]));
  for (const row of found?.rows ?? []) {
    if (row.caseId !== state.caseId) known.set(row.caseId, `${row.name ?? ''} · ${row.caseCode}`);
  }
  return (
    <StepFrame step={step}>
      <MultiSelect
        label={t('forms.siblings.search')}
        placeholder={t('forms.siblings.searchHint')}
        data={[...known].map(([value, label]) => ({ value, label }))}
        searchable
        openOnFocus={false}
        searchValue={search}
        onSearchChange={setSearch}
        // the host has searched already, with look-alike letters
        filter={({ options }) => options}
        nothingFoundMessage={t('forms.siblings.nothing')}
        hidePickedOptions
        comboboxProps={{ transitionProps: { duration: 0 } }}
        {...form.field('caseIds')}
      />
      <TagsInput
        label={t('forms.siblings.namesOnly')}
        description={t('forms.siblings.namesHint')}
        acceptValueOnBlur
        {...form.field('namesOnly')}
      />
    </StepFrame>
  );
}

/** "Тулегенова" and "Тулегенов" are one family. */
function familyStem(familyName: string): string {
  return familyName.replace(/(ая|а)$/u, '');
}
