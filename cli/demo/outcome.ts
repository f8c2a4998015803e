/** What the demonstration prints, and a comparison that fails when two devices do not hold the same. */
import type { AppClient } from '#shared/contract/index.ts';
import type { SyncView } from '#shared/contract/views.ts';
import { reportFormats } from '#shared/domain/report/shape.ts';
import { valueIn } from '../run/failure.ts';
import { demoEnd, demoStart } from './calendar.ts';
import { type Device, demoInstitution } from './people.ts';

export interface DeviceOutcome {
  readonly role: string;
  readonly pending: number;
  readonly feeds: SyncView['feeds'];
}

export async function outcomeOf(device: Device): Promise<DeviceOutcome> {
  const view = valueIn(await device.client.sync.status());
  const waiting = view.refused.length + view.quarantined.length;
  return { role: device.role, pending: view.pendingCount + waiting, feeds: view.feeds };
}

/** Feeds that both hold and that differ; converged means none. */
export function differences(one: DeviceOutcome, other: DeviceOutcome): string[] {
  return one.feeds.flatMap((feed) => {
    const same = other.feeds.find((candidate) => candidate.feedId === feed.feedId);
    if (same === undefined || (same.pos === feed.pos && same.checksum === feed.checksum)) return [];
    return [`${feed.kind} ${feed.feedId}: ${feed.pos} ${same.pos}`];
  });
}

export async function figuresOf(client: AppClient) {
  return valueIn(await client.institution.figures({ institution: demoInstitution, asOf: demoEnd })).figures;
}

/** The ministry's report as it leaves the organisation, one file a format. Returns their paths. */
export async function writeReports(
  client: AppClient,
  write: (file: File) => Promise<string>,
): Promise<string[]> {
  const files: string[] = [];
  for (const format of reportFormats) {
    const { file } = valueIn(
      await client.report.file({
        type: 'closure',
        institution: demoInstitution,
        from: demoStart,
        to: demoEnd,
        asOf: demoEnd,
        suppressed: true,
        format,
        language: 'ru',
      }),
    );
    files.push(await write(file));
  }
  return files;
}
