/** The operating system's store from the shell to the vault and back: the real host as a process, the shell's own part, a store in memory. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startChildHost } from '#electron/main/hostChild.ts';
import type { HostProcess, ShellPort } from '#electron/main/hostProcess.ts';
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { aComputer } from '#tests/support/computerStore.ts';
import { ok, passphrase, refusal } from '#tests/support/desk.ts';
import { shellPort } from './shellPort.ts';

let home: string;
let host: HostProcess<ShellPort>;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'uige-bound-'));
});
afterEach(async () => {
  await end();
  rmSync(home, { recursive: true, force: true });
});

function appWith(store: ComputerStore): AppClient {
  const env = { ...process.env, UIGE_HOME: home };
  host = startChildHost<ShellPort>({ node: process.execPath, entry: 'host/main.ts', env, store });
  const { port1, port2 } = new MessageChannel();
  host.hand(shellPort(port1));
  const client: AppClient = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
  return client;
}

async function end(): Promise<void> {
  host.send({ type: 'end' });
  await host.exited;
}

it('binds a profile to the computer, which opens it again after a restart and another does not', async () => {
  const computer = aComputer();
  const app = appWith(computer);
  const person = { name: 'Айгүл С.', role: 'caseworker', institution: 'Дом надежды' } as const;
  const { recoveryKey } = ok(await app.profile.create({ ...person, passphrase, language: 'ru' }));
  expect(ok(await app.profile.binding())).toEqual({ bound: false, possible: true });
  ok(await app.profile.bindToComputer({ passphrase, recoveryKey }));
  expect(ok(await app.profile.binding())).toEqual({ bound: true, possible: true });
  await end();

  const elsewhere = appWith(aComputer());
  expect(refusal(await elsewhere.profile.unlock({ passphrase })).code).toBe('other_computer');
  await end();

  const again = appWith(computer);
  ok(await again.profile.unlock({ passphrase }));
  ok(await again.profile.freeFromComputer({ passphrase }));
  expect(ok(await again.profile.binding())).toEqual({ bound: false, possible: true });
});
