import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Gauge } from '#host/sync/gauge.ts';
import { Link, packings } from '#host/sync/link.ts';
import { SilenceWatch } from '#host/sync/silenceWatch.ts';

const least = 16;
const most = 512;

test('however a link behaves, a request is never larger than allowed nor smaller than useful', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.tuple(fc.option(fc.nat(1000)), fc.boolean()))), (requests) => {
      const gauge = new Gauge(least, most);
      for (const broken of requests) {
        if (broken === null) gauge.cameThrough();
        else gauge.brokeOff(...broken);
        expect(gauge.bytes).toBeGreaterThanOrEqual(least);
        expect(gauge.bytes).toBeLessThanOrEqual(most);
      }
    }),
  );
});

test('where nothing gets through it gives up after a few tries, also with what cannot be divided', () => {
  fc.assert(
    fc.property(fc.option(fc.nat(1_000_000)), fc.boolean(), (carried, silent) => {
      const gauge = new Gauge(least, most);
      let tries = 1;
      while (gauge.brokeOff(carried, silent)) tries += 1;
      expect(tries).toBeLessThanOrEqual(8);
    }),
  );
});

test('a size that gets through is kept, and grows again on a good link', () => {
  const gauge = new Gauge(least, most);
  gauge.brokeOff(most, false);
  expect(gauge.bytes).toBe(most / 4);
  gauge.hold();
  expect(gauge.bytes).toBe(most / 4);
  gauge.cameThrough();
  gauge.cameThrough();
  gauge.cameThrough();
  expect(gauge.bytes).toBe(most);
});

test('a line is quick after a full one that came through in little time, and not by a clock that was set back', () => {
  const gauge = new Gauge(least, most);
  gauge.cameThrough(100);
  expect(gauge.quick, 'not full').toBe(false);
  gauge.cameThrough(100, true);
  expect(gauge.quick).toBe(true);
  gauge.cameThrough(100);
  expect(gauge.quick, 'a small one changes nothing').toBe(true);
  gauge.cameThrough(-3_600_000, true);
  expect(gauge.quick, 'the clock was set back').toBe(false);
  gauge.cameThrough(100, true);
  gauge.cameThrough(5_000);
  expect(gauge.quick, 'slow').toBe(false);
  gauge.cameThrough(100, true);
  gauge.brokeOff(most, false);
  gauge.cameThrough(100, true);
  expect(gauge.quick, 'full, but small still').toBe(false);
});

test('a runtime without zstd asks and sends with gzip alone', () => {
  expect(packings({})).toEqual(['gzip']);
  expect(new Link(packings({})).packing).toBe('gzip');
  expect(new Link().packing).toBe('zstd');
});

test('a stream that has fallen silent ends; one that ends by itself is left alone', async () => {
  const asked = new Request('http://127.0.0.1');
  const silent = new SilenceWatch(10);
  const dead = new ReadableStream<Uint8Array>({
    start: (out) => silent.signal.addEventListener('abort', () => out.error(silent.signal.reason)),
  });
  await expect(silent.over(new Response(dead), asked).text()).rejects.toMatchObject({ name: 'TimeoutError' });
  const short = new SilenceWatch(60_000);
  expect(await short.over(new Response('жив'), asked).text()).toBe('жив');
  expect(short.signal.aborted).toBe(false);
});
