/**
 * The smallest window, and a window enlarged twice: whoever sees badly or has an old laptop reads every page
 * whole. Nothing lies over something else, nothing that can be pressed is cut off.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Desk, passphrase } from '#tests/support/desk.ts';
import { bringHome, findChild, prepareChild } from '#tests/support/wayHome.ts';
import { launchApp, type RunningApp } from './launch.ts';

const views = [
  { name: 'the smallest window', width: 1024, height: 640, zoom: 1 },
  { name: 'a window enlarged twice', width: 1366, height: 768, zoom: 2 },
] as const;

/** An A4 sheet without its margins of a centimetre, in the pixels of a page. */
const a4Width = 718;

describe.each(['ru', 'kk'] as const)('in %s', (language) => {
  let desk: Desk;
  let app: RunningApp;
  /** Each place, and what stands there as soon as its data is. */
  let pages: readonly (readonly [place: string, holds: string])[];

  beforeAll(async () => {
    desk = await Desk.of('caseworker');
    await desk.import();
    const home = await findChild(desk, 'әлімханов данияр русланович');
    const waiting = await findChild(desk, 'ким максим');
    await prepareChild(desk, home);
    await bringHome(desk, home);
    await prepareChild(desk, waiting, ['school_place']);
    await desk.client.profile.setLanguage({ language });
    await desk.host.close();
    pages = [
      ['today', 'li a'],
      ['children', 'tr[data-row] a'],
      [`children/${home.caseId}`, 'section li'],
      [`children/${waiting.caseId}`, 'section li'],
      ['children/new', 'form input'],
      ['children/import', 'ol'],
      ['institution', 'section table'],
      ['reports', 'table'],
      ['sync', 'form input'],
      ['settings', 'section'],
    ];
    app = await launchApp({ home: desk.folder, today: '2025-11-24' });
    await app.page.locator('input[type=password]').fill(passphrase);
    await app.page.keyboard.press('Enter');
    await app.page.getByRole('navigation').waitFor({ timeout: 60_000 });
  });
  afterAll(async () => {
    await app.close();
    await desk.close();
  });

  test.each(views)('every page is readable in $name', async ({ width, height, zoom }) => {
    const { page } = app;
    await app.electron.evaluate(
      ({ BrowserWindow }, given) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setContentSize(given.width, given.height);
        window?.webContents.setZoomFactor(given.zoom);
      },
      { width, height, zoom },
    );
    await page.waitForFunction((inner) => Math.abs(innerWidth - inner) <= 1, width / zoom);
    const found: string[] = [];
    for (const [place, holds] of pages) {
      // by way of a page that holds nothing, so that the one before is not taken for it
      for (const hash of ['nowhere', place]) {
        await page.evaluate((at) => {
          location.hash = `#/${at}`;
        }, hash);
        const state = hash === place ? 'visible' : 'detached';
        await page.locator(`main ${holds}`).first().waitFor({ state });
      }
      found.push(...(await page.evaluate(unreadable)).map((what) => `${place}: ${what}`));
    }
    expect(found).toEqual([]);
  });

  test('the list of children is on paper whole, and no wider than a sheet', async () => {
    const { page } = app;
    await page.evaluate(() => {
      location.hash = '#/children';
    });
    const rows = page.locator('tr[data-row] a');
    await rows.first().waitFor();
    const total = Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;
    expect(await rows.count(), 'not all are on the screen').toBeLessThan(total);
    await page.evaluate(() => {
      addEventListener('beforeprint', () => {
        const printed = document.querySelectorAll('tr[data-row] a').length;
        document.documentElement.dataset.printed = String(printed);
      });
    });
    await app.electron.evaluate(async ({ BrowserWindow }) => {
      await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ pageSize: 'A4' });
    });
    expect(await page.locator('html').getAttribute('data-printed')).toBe(String(total));
    await expect.poll(() => rows.count()).toBeLessThan(total);

    await page.emulateMedia({ media: 'print' });
    const beyond = await page.evaluate((sheet) => {
      dispatchEvent(new Event('beforeprint'));
      document.documentElement.style.width = `${sheet}px`;
      return [...document.querySelectorAll('main *')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > sheet + 1)
        .map((one) => one.textContent);
    }, a4Width);
    expect(beyond).toEqual([]);
  });
});

/** Runs in the page: what is cut off or lies over another text, in its own words. */
function unreadable(): string[] {
  const main = document.querySelector('main');
  if (main === null) return ['there is no page'];
  const told: string[] = [];
  if (main.scrollWidth > main.clientWidth + 1) told.push('the page scrolls sideways');
  const nav = document.querySelector('nav');
  if (nav === null || nav.scrollWidth > nav.clientWidth + 1) told.push('the navigation scrolls sideways');
  if (document.documentElement.scrollHeight > innerHeight + 1) told.push('there are two scrollbars');

  const clips = (box: Element): boolean => getComputedStyle(box).overflowX === 'hidden' || box === main;
  for (const one of main.querySelectorAll('button, a, input, h1, h2, [data-tone]')) {
    const own = one.getBoundingClientRect();
    const afloat = one.closest('[data-row-link]') !== null || own.width < 2 || !one.checkVisibility();
    let box = one.parentElement;
    while (box !== null && box !== main && !clips(box)) {
      if (getComputedStyle(box).overflowX === 'auto') break;
      box = box.parentElement;
    }
    if (box === null || afloat || !clips(box)) continue;
    const words = (one.textContent || one.getAttribute('aria-label') || one.tagName).slice(0, 40);
    if (own.right > box.getBoundingClientRect().right + 1) told.push(`cut off: ${words}`);
  }

  const inFlow = (element: Element | null): boolean => {
    for (let at = element; at !== null && at !== main; at = at.parentElement) {
      if (['absolute', 'fixed', 'sticky'].includes(getComputedStyle(at).position)) return false;
    }
    return true;
  };
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  /** What of a line is seen: a long name ends in three dots at the edge of its box. */
  const seenOf = (rect: DOMRect, element: Element | null) => {
    let { left, right } = rect;
    for (let at = element; at !== null && at !== main; at = at.parentElement) {
      if (!clips(at)) continue;
      const box = at.getBoundingClientRect();
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    }
    return { left, right, top: rect.top, bottom: rect.bottom };
  };
  const lines: { words: string; rect: ReturnType<typeof seenOf>; of: Node }[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    if (words === '' || !(node.parentElement?.checkVisibility() ?? false) || !inFlow(node.parentElement)) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      lines.push({ words: words.slice(0, 40), rect: seenOf(rect, node.parentElement), of: node });
    }
  }
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
      if (one.of !== other.of && across > 4 && down > 8) told.push(`"${one.words}" over "${other.words}"`);
    }
  }
  return told.slice(0, 8);
}
