/**
 * Run as a process of its own, whose files may not grow beyond a limit: records notes until the
 * storage refuses, and prints how many were acknowledged and what was said.
 */

import { attempt } from '#db/open/failure.ts';
import { openWriter } from '#db/open/openDatabase.ts';
import { readProfile } from '#db/profile/profile.ts';
import { appendSteps } from '#db/steps/append.ts';

const [path = '', key = '', caseId = ''] = process.argv.slice(2);
const opened = openWriter({ path, key: new Uint8Array(Buffer.from(key, 'hex')), keyProven: true });
if (!opened.ok) throw new Error(opened.error.code);
const writer = opened.value;
const profile = readProfile(writer);
if (profile === null) throw new Error('no profile');
const author = { personId: profile.personId, deviceId: profile.deviceId, clockOffset: 0 };

let acknowledged = 0;
for (;;) {
  const payload = { text: `Заметка ${acknowledged} `.repeat(200) };
  const draft = { feedId: caseId, kind: 'note.added' as const, payload, occurredOn: '2025-11-10' };
  const recorded = attempt(() => appendSteps(writer, author, new Date('2025-11-10T04:00:00.000Z'), [draft]));
  if (!recorded.ok) {
    process.stdout.write(
      JSON.stringify({ acknowledged, code: recorded.error.code, detail: recorded.error.detail }),
    );
    break;
  }
  acknowledged += 1;
}
