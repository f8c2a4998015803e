import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './chromium.ts';
import { makeHome } from './launch.ts';

const start = path.resolve(import.meta.dirname, '..', '..', 'build', 'start.ts');

describe('the app in a browser, started with npm start -- --browser', () => {
  let home: string;
  let app: ChildProcess;
  let address: string;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    home = await makeHome();
    app = spawn(process.execPath, [start, '--browser'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, UIGE_HOME: home },
    });
    if (app.stdout === null) throw new Error('no stdout');
    [address] = await once(createInterface({ input: app.stdout }), 'line');
    browser = await openBrowser();
    page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
  });
  afterAll(async () => {
    await browser?.close();
    const exited = once(app, 'exit');
    app.kill();
    await exited;
    await rm(home, { recursive: true, force: true });
  });

  test('prints an address of this machine only, with a token', () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
  });

  test('shows the app, and the token is gone from the address', async () => {
    expect(page.url()).not.toContain('token');
    expect(await page.title()).toContain('Үйге');
    await expect.poll(() => page.locator('#root').textContent()).not.toBe('');
    expect(complaints).toEqual([]);
  });

  test('the page cannot read its key', async () => {
    expect(await page.evaluate(() => document.cookie)).toBe('');
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'uige', httpOnly: true, sameSite: 'Strict' });
  });

  test('whoever finds the address later gets nothing', async () => {
    const other = await browser.newContext();
    const answer = await (await other.newPage()).goto(address);
    expect(answer?.status()).toBe(403);
    await other.close();
  });

  test('the page may not load or send anything elsewhere', async () => {
    const reached = await page.evaluate(() =>
      fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).then(
        () => true,
        () => false,
      ),
    );
    expect(reached).toBe(false);
    expect(complaints.splice(0).join()).toContain('Content Security Policy');
  });
});
