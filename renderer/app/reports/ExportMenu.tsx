/** Saves the report that is shown as a file, in the window's language. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReportFormat, reportFormats } from '#shared/domain/report/shape.ts';
import { useClient } from '../../ui/api.tsx';
import { unwrap } from '../../ui/failureError.ts';
import { useShell } from '../../ui/shellContext.tsx';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { useToasts } from '../../ui/toast.ts';
import type { ReportQuestion } from './reportChoice.ts';

export function ExportMenu({ question }: { question: ReportQuestion | null }) {
  const t = useText();
  const save = useSaveReport(question);
  return (
    <Menu position="bottom-end" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={17} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
          disabled={question === null}
          loading={save.isPending}
        >
          {t('reports.save')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reportFormats.map((format) => (
          <Menu.Item key={format} onClick={() => save.mutate(format)}>
            {t(`reports.formats.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function useSaveReport(question: ReportQuestion | null) {
  const t = useText();
  const { language } = useLanguage();
  const client = useClient();
  const shell = useShell();
  const toasts = useToasts();
  return useMutation({
    mutationFn: async (format: ReportFormat) => {
      if (question === null) return;
      const { file } = unwrap(await client.report.file({ ...question, format, language }));
      const outcome = await shell.saveFile(file);
      if (outcome === 'saved') toasts.done(t('reports.saved', { name: file.name }));
      if (outcome === 'disk_full' || outcome === 'not_writable') {
        toasts.problem(t(`reports.notSaved.${outcome}`));
      }
    },
    onError: (error) => toasts.failure(error),
  });
}
