/** A full disk: a clear word, nothing acknowledged is lost, and work goes on once there is room. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openWriter } from '#db/open/openDatabase.ts';
import { readCase } from '#db/queries/cases.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { aDeviceOf, Device } from './support/device.ts';

const report = z.object({ acknowledged: z.int(), code: z.string(), detail: z.string() });

/** No file of the process may grow beyond `kibibytes`: what the system answers to a write on a full disk. */
function fill(device: Device, caseId: string, kibibytes: number) {
  const script = fileURLToPath(new URL('./support/fillDisk.ts', import.meta.url));
  // bash counts the limit in units of 1,024 bytes; the signal would end the process before it could say anything
  const limited = `trap '' XFSZ; ulimit -f ${kibibytes}; exec "$0" "$@"`;
  const key = Buffer.from(device.key).toString('hex');
  const ran = spawnSync('bash', ['-c', limited, process.execPath, script, device.path, key, caseId], {
    encoding: 'utf8',
  });
  expect(ran.stderr).toBe('');
  return report.parse(JSON.parse(ran.stdout));
}

it('refuses the step that does not fit, keeps all before it and takes the next when there is room', () => {
  const device = aDeviceOf();
  const caseId = device.openCase(v7());
  device.writer.checkpoint();
  device.writer.close();
  const room = Math.ceil(statSync(device.path).size / 1024) + 400;
  const { acknowledged, code } = fill(device, caseId, room);
  expect(code).toBe('disk_full');
  expect(acknowledged).toBeGreaterThan(3);
  const opened = openWriter({ ...device, keyProven: true });
  if (!opened.ok) throw new Error(opened.error.code);
  const again = new Device({ ...device, writer: opened.value });
  expect(readCase(again.writer, caseId)?.notes).toHaveLength(acknowledged);
  again.note(caseId, 'снова есть место');
  expect(readCase(again.writer, caseId)?.notes).toHaveLength(acknowledged + 1);
  expect(verifyDatabase(again.writer)).toMatchObject({ chain: { faults: [] }, projections: { faults: [] } });
  again.writer.close();
});
