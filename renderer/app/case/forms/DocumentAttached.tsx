/** A document into the file: a photograph of an act, a scanned decision. The bytes stay in the encrypted database. */
import { FileInput, TextInput } from '@mantine/core';
import { z } from 'zod';
import { documentAttached } from '#shared/domain/steps/documents.ts';
import { useClient } from '../../../ui/api.tsx';
import { useText } from '../../../ui/texts.tsx';
import { useRecording } from '../recording.ts';
import classes from './forms.module.css';
import { StepFrame } from './StepFrame.tsx';
import { type FormProps, useStepForm } from './useStepForm.ts';

const check = z.object({ title: documentAttached.schema.shape.title, file: z.file() });

export function DocumentAttached({ close }: FormProps) {
  const t = useText();
  const client = useClient();
  const { view } = useRecording();
  const empty: { title: string; file: File | null } = { title: '', file: null };
  const step = useStepForm({
    kind: 'document.attached',
    close,
    values: empty,
    via: {
      check,
      record: ({ occurredOn }) => {
        const { title, file } = check.parse(step.form.values);
        return client.attachments.add({ case: view.state.caseId, title, file, occurredOn });
      },
    },
  });
  const { values, set } = step.form;
  const missing = step.form.error('file') !== null;
  return (
    <StepFrame step={step}>
      <FileInput
        label={t('forms.document.file')}
        placeholder={t('forms.document.choose')}
        value={values.file}
        onChange={(file) => {
          // the name of the file is a first title: "акт 12.03.2026"
          const named = values.title === '' ? (file?.name.replace(/\.[^.]+$/, '') ?? '') : values.title;
          set({ file, title: named });
        }}
        error={missing ? t('forms.document.choose') : undefined}
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear') }}
        data-autofocus
      />
      <TextInput
        label={t('forms.document.title')}
        description={t('forms.document.titleHelp')}
        {...step.form.text('title')}
      />
      <p className={classes.hint}>{t('forms.document.kept')}</p>
    </StepFrame>
  );
}
