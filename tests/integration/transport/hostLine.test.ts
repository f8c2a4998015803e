import path from 'node:path';
import { DynamicLink } from '@orpc/client';
import { afterEach, describe, expect, test } from 'vitest';
import { startChildHost } from '#electron/main/hostChild.ts';
import type { HostProcess, ShellPort } from '#electron/main/hostProcess.ts';
import { HostSupervisor } from '#electron/main/hostSupervisor.ts';
import { HostLine, type LinePort } from '#renderer/ui/hostLine.ts';
import { aComputer } from '#tests/support/computerStore.ts';
import { shellPort } from './shellPort.ts';
import { sampleClient } from './whatPasses.ts';

/** The window's line, the shell's supervisor and a real host process, as the app joins them. */
function joined(entry: string) {
  const started: HostProcess<ShellPort>[] = [];
  const events: string[] = [];
  let time = 0;
  const supervisor = new HostSupervisor<ShellPort>({
    start: () => {
      const host = startChildHost<ShellPort>({
        node: process.execPath,
        entry,
        env: process.env,
        store: aComputer(),
      });
      started.push(host);
      return host;
    },
    log: (event) => void events.push(event),
    now: () => time,
  });
  let use: (port: LinePort) => void = () => undefined;
  const connect = async (): Promise<boolean> => {
    const { port1, port2 } = new MessageChannel();
    const connected = await supervisor.connect(shellPort(port1));
    if (connected) use(port2);
    return connected;
  };
  const line = new HostLine({ connect }, (take) => {
    use = take;
  });
  const client = sampleClient(new DynamicLink(() => line.link()));
  return {
    line,
    client,
    supervisor,
    started,
    events,
    passTime: (milliseconds: number) => (time += milliseconds),
  };
}

const sampleHost = path.join(import.meta.dirname, 'sampleHost.ts');
const brokenHost = path.join(import.meta.dirname, 'brokenHost.ts');

describe('the window’s line to the host', () => {
  const open: ReturnType<typeof joined>[] = [];
  afterEach(async () => {
    for (const { supervisor } of open.splice(0)) await supervisor.end();
  });
  function join(entry: string): ReturnType<typeof joined> {
    const app = joined(entry);
    open.push(app);
    return app;
  }

  test('a call made before there is a host waits for it', async () => {
    const { client, line } = join(sampleHost);
    expect(line.state).toBe('connecting');
    expect(await client.greet({ name: 'Томирис' })).toBe('Үйге, Томирис');
    expect(line.state).toBe('connected');
  });

  test('after a crash of the host the next call reaches a new one, and the window has been told', async () => {
    const { client, line, started } = join(sampleHost);
    await client.greet({ name: 'Тимур' });
    const states: string[] = [];
    line.subscribe(() => states.push(line.state));
    started[0]?.kill();
    await started[0]?.exited;
    await expect.poll(() => states).toEqual(['connecting', 'connected']);
    expect(await client.greet({ name: 'Тимур' })).toBe('Үйге, Тимур');
    expect(started).toHaveLength(2);
  });

  test('a host that crashes at once, again and again, is given up, and tried again after a while', async () => {
    const { line, started, events, passTime } = join(brokenHost);
    await expect.poll(() => line.state).toBe('lost');
    expect(started).toHaveLength(5);
    expect(events.at(-1)).toBe('host.gaveUp');
    passTime(60_000);
    await line.reconnect();
    expect(started).toHaveLength(10);
  });
});
