/**
 * Which questions this device wrote and what it has heard since (docs/sync-protocol.md §15): whether an
 * answer is fresh or late is told by the device's own count, not by clocks that may be wrong.
 */
import { z } from 'zod';
import type { Reader, Writer } from '#db/open/handles.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';

const key = 'sync.bundle';
const counted = z.object({
  /** Serial of the newest question. */
  made: z.int(),
  /** The newest that was heard: an answer to this question, or a contact by wire after it. */
  heard: z.int(),
  /** The server's clock then, ISO 8601. */
  heardAt: z.string(),
});
type Counted = z.infer<typeof counted>;

function read(reader: Reader): Counted {
  return readSetting(reader, key, counted) ?? { made: 0, heard: 0, heardAt: '' };
}

/** The serial of a question that is being written. */
export function nextSerial(writer: Writer): number {
  const before = read(writer);
  writeSetting(writer, key, { ...before, made: before.made + 1 });
  return before.made + 1;
}

/** @param heardAt the server's clock at a contact by wire: answers from before come late from now on */
export function noteContact(writer: Writer, heardAt: string): void {
  const before = read(writer);
  writeSetting(writer, key, { ...before, heard: before.made, heardAt });
}

interface Heard {
  /** 0 for an answer that nobody asked for. */
  readonly serial: number;
  readonly now: string;
}

export function isLate(reader: Reader, { serial, now }: Heard): boolean {
  const { made, heard, heardAt } = read(reader);
  if (serial > heard && serial <= made) return false;
  // the count tells nothing of what nobody asked, or asked before this device was restored from a copy
  return serial === 0 || serial >= heard ? now < heardAt : true;
}

export function noteAnswer(writer: Writer, { serial, now }: Heard): void {
  const { made, heard } = read(writer);
  // a restored device goes on counting from what it has heard
  writeSetting(writer, key, { made: Math.max(serial, made), heard: Math.max(serial, heard), heardAt: now });
}
