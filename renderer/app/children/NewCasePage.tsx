/** A new case by hand. The same check for duplicates as the import: the one found is offered first. */
import { Button, Checkbox, MultiSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { legalStatuses } from '#shared/country/kz/legalStatus.ts';
import { separationReasons } from '#shared/country/kz/separationReasons.ts';
import { yearOf } from '#shared/domain/day.ts';
import { useClient } from '../../ui/api.tsx';
import { FailureError, unwrap } from '../../ui/failureError.ts';
import { Choices, options } from '../../ui/fields/Choices.tsx';
import { DayInput } from '../../ui/fields/DayInput.tsx';
import { ListSelect } from '../../ui/fields/ListSelect.tsx';
import { useFields } from '../../ui/fields/useFields.ts';
import { useMe } from '../../ui/me.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { PageHeader } from '../../ui/parts/PageHeader.tsx';
import { useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';
import { KeptDraft } from '../drafts/KeptDraft.tsx';
import { Restored } from '../drafts/Restored.tsx';
import { useKeeping, useKept } from '../drafts/useDraft.ts';
import classes from './children.module.css';
import { Duplicate } from './Duplicate.tsx';
import { childOf, emptyNewCase, iinHint, type NewCaseValues } from './newCase.ts';

export function NewCasePage() {
  return (
    <KeptDraft caseId="" form="case.opened" about="">
      <NewCaseForm />
    </KeptDraft>
  );
}

function NewCaseForm() {
  const t = useText();
  const me = useMe();
  const client = useClient();
  const navigate = useNavigate();
  const toasts = useToasts();
  const [empty] = useState(() => emptyNewCase(me.roles[0]?.institutionName ?? ''));
  const kept = useKept<NewCaseValues>(empty);
  const form = useFields<NewCaseValues>(empty, kept?.values);
  const [restoredAt, setRestoredAt] = useState(kept?.savedAt ?? null);
  const forget = useKeeping(form.dirty ? { values: form.values, occurredOn: null } : null);
  const startOver = (): void => {
    form.reset();
    setRestoredAt(null);
  };
  const check = (values: NewCaseValues) => ({
    givenName: values.givenName.trim() === '' ? t('children.form.givenNameNeeded') : null,
    institution: values.institution.trim().length < 2 ? t('children.form.institutionNeeded') : null,
    iin: iinHint(values) === 'length' ? t('children.form.iinLength', { count: values.iin.length }) : null,
  });
  const open = useMutation({
    mutationFn: async (evenIfDuplicate: boolean) => {
      const { institution, admittedOn } = form.values;
      const child = childOf(form.values);
      return unwrap(await client.cases.open({ institution, admittedOn, child, evenIfDuplicate }));
    },
    onSuccess: async ({ caseId }) => {
      await forget();
      toasts.done(t('children.form.opened'));
      void navigate({ to: '/children/$caseId', params: { caseId }, search: {} });
    },
    onError: (error) => {
      if (duplicateOf(error) === null) toasts.failure(error);
    },
  });
  const duplicate = duplicateOf(open.error);
  const hint = iinHint(form.values);
  const label = (field: Exclude<keyof NewCaseValues, 'institution' | 'admittedOn'>) =>
    t(`domain.childFields.${field}`);
  return (
    <>
      <PageHeader title={t('children.form.title')} sub={t('children.form.intro')} />
      <form
        className={classes.form}
        onSubmit={form.onSubmit(check, () => open.mutate(false))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) event.currentTarget.requestSubmit();
        }}
        noValidate
      >
        {restoredAt === null ? null : <Restored savedAt={restoredAt} startOver={startOver} />}
        <Card title={t('children.form.who')}>
          <div className={classes.grid}>
            <TextInput
              label={label('familyName')}
              autoFocus
              autoComplete="off"
              {...form.text('familyName')}
            />
            <TextInput
              label={label('givenName')}
              withAsterisk
              autoComplete="off"
              {...form.text('givenName')}
            />
            <TextInput label={label('patronymic')} autoComplete="off" {...form.text('patronymic')} />
            <DayInput label={label('birthDate')} max={me.today} {...form.field('birthDate')} />
            <NumberInput
              label={label('birthYear')}
              description={t('children.form.birthYearHint')}
              min={1990}
              max={yearOf(me.today)}
              hideControls
              thousandSeparator=""
              disabled={form.values.birthDate !== null}
              value={form.values.birthYear ?? ''}
              onChange={(year) => form.set({ birthYear: typeof year === 'number' ? year : null })}
            />
            <Choices
              label={label('sex')}
              options={options(['m', 'f'] as const, (sex) => t(`domain.sex.${sex}`))}
              {...form.field('sex')}
            />
            <TextInput
              label={label('iin')}
              description={t('children.form.iinHint')}
              inputMode="numeric"
              maxLength={14}
              autoComplete="off"
              {...form.text('iin')}
              onChange={(event) => form.set({ iin: event.currentTarget.value.replaceAll(/\D/g, '') })}
            />
            <ListSelect
              label={label('legalStatus')}
              options={options(legalStatuses, (status) => t(`country.legalStatuses.${status}`))}
              {...form.field('legalStatus')}
            />
            <Checkbox mt={28} label={label('disability')} {...form.tick('disability')} />
            {hint === 'check_digit' || hint === 'mismatch' ? (
              <p className={classes.wide} role="status">
                {t(hint === 'check_digit' ? 'children.form.iinCheckDigit' : 'children.form.iinMismatch')}
              </p>
            ) : null}
          </div>
        </Card>
        <Card title={t('children.form.why')}>
          <div className={classes.grid}>
            <TextInput label={t('children.form.institution')} withAsterisk {...form.text('institution')} />
            <DayInput label={t('children.form.admittedOn')} max={me.today} {...form.field('admittedOn')} />
            <MultiSelect
              label={label('reasons')}
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear') }}
              searchable
              data={separationReasons.map((reason) => ({
                value: reason,
                label: t(`country.separationReasons.${reason}`),
              }))}
              {...form.field('reasons')}
            />
            <Textarea
              className={classes.wide}
              label={label('reasonText')}
              autosize
              {...form.text('reasonText')}
            />
          </div>
        </Card>
        <Card title={t('children.form.where')}>
          <div className={classes.grid}>
            <TextInput label={label('familyPlace')} autoComplete="off" {...form.text('familyPlace')} />
            <TextInput label={label('familyAddress')} autoComplete="off" {...form.text('familyAddress')} />
            <Textarea className={classes.wide} label={label('note')} autosize {...form.text('note')} />
          </div>
        </Card>
        {duplicate === null ? null : (
          <Duplicate caseId={duplicate} busy={open.isPending} openAnyway={() => open.mutate(true)} />
        )}
        <div className={classes.foot}>
          <Button variant="default" onClick={() => void forget().then(() => navigate({ to: '/children' }))}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={open.isPending}>
            {t('children.form.submit')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** The case of the child that the host took for the same one. */
function duplicateOf(error: unknown): string | null {
  if (!(error instanceof FailureError)) return null;
  const found = error.failure.details?.duplicateOf;
  if (typeof found !== 'object' || found === null || !('caseId' in found)) return null;
  return typeof found.caseId === 'string' ? found.caseId : null;
}
