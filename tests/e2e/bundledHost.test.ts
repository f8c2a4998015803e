import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startChildHost } from '#electron/main/hostChild.ts';
import type { HostProcess, ShellPort } from '#electron/main/hostProcess.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { aComputer } from '#tests/support/computerStore.ts';
import { shellPort } from '../integration/transport/shellPort.ts';
import { makeHome, removeHome } from './launch.ts';

const entry = path.resolve(import.meta.dirname, '..', '..', 'dist', 'host', 'main.js');

describe('the bundled host, as the desktop app starts it', () => {
  let home: string;
  let host: HostProcess<ShellPort>;
  let client: AppClient;

  beforeAll(async () => {
    home = await makeHome();
    const env = { ...process.env, UIGE_HOME: home, UIGE_TODAY: '2025-12-15' };
    host = startChildHost<ShellPort>({ node: process.execPath, entry, env, store: aComputer() });
    const { port1, port2 } = new MessageChannel();
    host.hand(shellPort(port1));
    client = createORPCClient(new RPCLink({ port: port2 }));
    port2.start();
  });
  afterAll(async () => {
    host.send({ type: 'end' });
    await host.exited;
    await removeHome(home);
  });

  test('opens the practice data: the database, the reader of registers and the practice register are in it', async () => {
    expect(await client.profile.practice({ language: 'ru' })).toMatchObject({ ok: true });
    const institutions = await client.institution.list();
    expect(institutions).toMatchObject({ ok: true, value: [{ name: 'Дом надежды' }] });
  });

  test('writes a report in every format: the fonts are in it', async () => {
    for (const format of ['pdf', 'xlsx', 'csv'] as const) {
      const report = await client.report.file({
        institution: 'Дом надежды',
        from: '2025-11-01',
        to: '2025-12-15',
        format,
        language: 'kk',
      });
      expect(report).toMatchObject({ ok: true });
      const size = report.ok ? report.value.file.size : 0;
      expect(size).toBeGreaterThan(500);
    }
  });

  test('runs by the day that it is told', async () => {
    const today = await client.tasks.today();
    expect(today).toMatchObject({ ok: true, value: { today: '2025-12-15' } });
  });
});
