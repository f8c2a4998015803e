/** A profile left open: it locks by itself after the minutes that its person chose. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createHost, type Host } from '#host/host.ts';
import type { AppClient } from '#shared/contract/index.ts';
import { Desk, ok, passphrase } from '#tests/support/desk.ts';

let desk: Desk;
let host: Host;
let client: AppClient;
let now = Date.parse('2025-11-04T05:00:00Z');

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  desk = await Desk.of('caseworker');
  await desk.host.close();
  host = createHost({ home: desk.folder, clock: () => new Date(now), locksWhenIdle: true });
  client = host.client();
  ok(await client.profile.unlock({ passphrase }));
});
afterEach(async () => {
  vi.useRealTimers();
  await host.close();
  await desk.close();
});

async function after(minutes: number): Promise<string> {
  now += minutes * 60_000;
  await vi.advanceTimersByTimeAsync(3_000);
  return (await client.profile.status()).state;
}

it('locks after ten minutes without anybody, and not before', async () => {
  expect(await after(9.9)).toBe('open');
  expect(await after(0.2)).toBe('locked');
});

it('stays open while somebody works', async () => {
  for (let turn = 0; turn < 5; turn += 1) {
    expect(await after(9)).toBe('open');
    ok(await client.profile.stay());
  }
});

it('locks sooner for whoever chose so, also after the next start', async () => {
  ok(await client.profile.setIdleMinutes({ minutes: 2 }));
  expect(ok(await client.profile.me()).idleMinutes).toBe(2);
  expect(await after(2.1)).toBe('locked');
  ok(await client.profile.unlock({ passphrase }));
  expect(await after(2.1)).toBe('locked');
});

it('is not kept open by a clock that was set back', async () => {
  expect(await after(-60 * 24)).toBe('open');
  expect(await after(10.1)).toBe('locked');
});

it('leaves practice data open, which locking would end', async () => {
  ok(await client.profile.lock());
  ok(await client.profile.practice({ language: 'ru' }));
  expect(await after(60)).toBe('open');
});
