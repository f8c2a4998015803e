/**
 * Opening a register and correcting how it is read. A file or a correction that does not work leaves what
 * was there before: the host is then told the earlier corrections again, since it imports what it read last.
 */
import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import type { FailureCode } from '#shared/contract/failure.ts';
import type { AppClient } from '#shared/contract/index.ts';
import type { RegisterOpened } from '#shared/contract/register.ts';
import { useClient } from '../../ui/api.tsx';
import { FailureError, unwrap } from '../../ui/failureError.ts';
import { corrected, fileOpened, type SheetWork, type Wizard, workOn } from './wizard.ts';

export interface Correction {
  readonly sheet?: string;
  readonly work?: Pick<Partial<SheetWork>, 'headerRow' | 'mapping'>;
}

type Update = (change: (wizard: Wizard) => Wizard) => void;

export function useRegister(wizard: Wizard, update: Update) {
  const client = useClient();
  const open = useMutation({
    mutationFn: async (file: File) => {
      const opened = unwrap(await client.register.open({ file }));
      const earlier = wizard.opened?.registerId;
      update(() => fileOpened(file.name, opened));
      if (earlier !== undefined) unwrap(await client.register.close({ registerId: earlier }));
    },
  });
  /** After a file whose first sheet is no list: another sheet or row of the same file. */
  const retry = useMutation({
    mutationFn: async (asked: Unread & { file: string; sheet?: string; headerRow?: number }) => {
      const { registerId, sheet, headerRow } = asked;
      const opened = unwrap(
        await client.register.preview({
          registerId,
          ...(sheet === undefined ? {} : { sheet }),
          ...(headerRow === undefined ? {} : { headerRow }),
        }),
      );
      update(() =>
        corrected(fileOpened(asked.file, opened), opened, headerRow === undefined ? {} : { headerRow }),
      );
    },
  });
  const correct = useMutation({
    mutationFn: async (correction: Correction) => {
      const { opened } = wizard;
      if (opened === null) return;
      const sheet = correction.sheet ?? opened.preview.sheet;
      const work = { ...workOn(wizard, sheet), ...correction.work };
      try {
        const again = unwrap(await readAgain(client, opened.registerId, sheet, work));
        update((current) => corrected(current, again, work));
      } catch (error) {
        await readAgain(client, opened.registerId, opened.preview.sheet, workOn(wizard));
        throw error;
      }
    },
  });
  return { open, retry, correct };
}

function readAgain(client: AppClient, registerId: string, sheet: string, work: SheetWork) {
  return client.register.preview({
    registerId,
    sheet,
    mapping: { ...work.mapping },
    ...(work.headerRow === undefined ? {} : { headerRow: work.headerRow }),
  });
}

/** Where the list may yet be found on another sheet or under another row. */
const elsewhere: readonly FailureCode[] = ['not_a_register', 'no_header', 'file_empty'];

const unreadDetails = z.object({ registerId: z.string(), sheets: z.array(z.string()).min(1) });

/** A file that can be read but whose list was not found: its sheets and rows may be tried. */
export interface Unread {
  readonly registerId: RegisterOpened['registerId'];
  readonly sheets: readonly string[];
}

export function unreadIn(error: unknown): Unread | null {
  if (!(error instanceof FailureError) || !elsewhere.includes(error.failure.code)) return null;
  const read = unreadDetails.safeParse(error.failure.details);
  return read.success ? read.data : null;
}
