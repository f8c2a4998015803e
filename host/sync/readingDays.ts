/** How long this device may be read without contact, as the server says with the list of feeds (§8). */
import { z } from 'zod';
import type { Writer } from '#db/open/handles.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';

export const readingDaysKey = 'reading.days';

export function rememberReadingDays(writer: Writer, days: number | undefined): void {
  if (days === undefined || readSetting(writer, readingDaysKey, z.int()) === days) return;
  writeSetting(writer, readingDaysKey, days);
}
