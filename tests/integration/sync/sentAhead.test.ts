/** The next batch travels while the server works at the one before it (docs/sync-protocol.md §5). */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { countUnsent } from '#db/steps/unsent.ts';
import { Link, packings } from '#host/sync/link.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

let office: Office;
let aigul: Laptop;
let dana: Laptop;
let caseId: string;
let deviceId: string;

const batchSteps = 5;
const batches = 6;

beforeAll(async () => {
  office = await Office.open();
  dana = await office.laptop('supervisor');
  aigul = await office.laptop('caseworker');
  caseId = aigul.openCase();
  await aigul.sync();
  deviceId = aigul.profile.deviceId;
});
afterAll(() => office.close());

beforeEach(() => {
  aigul.link = new Link(packings(), { batchSteps });
  for (let at = 0; at < batches * batchSteps; at += 1) aigul.note(caseId, `запись ${at}`);
});
afterEach(async () => {
  expect(countUnsent(aigul.database)).toBe(0);
  expect(aigul.profile.deviceId, 'no fork was seen where there is none').toBe(deviceId);
  await dana.sync();
  expect(differences(aigul, dana)).toEqual([]);
});

/** What becomes of each push, counted from 1: `ask` brings it to the server. */
type Line = (nth: number, ask: () => Promise<Response>) => Promise<Response>;

class Pushes {
  sent = 0;
  /** At the same time, at most. */
  most = 0;
  readonly answers: number[] = [];
  #now = 0;

  over(line: Line): typeof fetch {
    return async (url, init) => {
      if (!String(url).endsWith('/push')) return fetch(url, init);
      this.sent += 1;
      this.#now += 1;
      this.most = Math.max(this.most, this.#now);
      try {
        const answer = await line(this.sent, () => fetch(url, init));
        this.answers.push(answer.status);
        return answer;
      } finally {
        this.#now -= 1;
      }
    };
  }
}

test('two are on their way at once, and never more', async () => {
  const pushes = new Pushes();
  const nextIsSent = Promise.withResolvers<void>();
  let before: Promise<unknown> = Promise.resolve();
  const line: Line = async (nth, ask) => {
    if (nth === 3) nextIsSent.resolve();
    // a line that keeps the order
    const asked = before.then(ask);
    before = asked;
    const answer = await asked;
    if (nth === 2) await nextIsSent.promise;
    return answer;
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.most).toBe(2);
  expect(pushes.answers).toEqual(Array(batches).fill(200));
});

test('one that comes before its turn is sent again, and from then on one after the other', async () => {
  const pushes = new Pushes();
  const overtaken = Promise.withResolvers<void>();
  const line: Line = async (nth, ask) => {
    if (nth === 2) await overtaken.promise;
    const answer = await ask();
    if (nth === 3) overtaken.resolve();
    // the fourth went out before the third was known to have come too early
    if (nth === 5) pushes.most = 0;
    return answer;
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.sent).toBe(batches + 2);
  expect(pushes.answers.toSorted()).toEqual([...Array(batches).fill(200), 409]);
  expect(pushes.answers.indexOf(409), 'it was the one sent ahead').toBe(1);
  expect(pushes.most).toBe(1);
});

test('where an answer is lost, what was sent ahead is sent again and answered the same', async () => {
  const pushes = new Pushes();
  const arrived = Promise.withResolvers<void>();
  const line: Line = async (nth, ask) => {
    const answer = await ask();
    if (nth === 3) arrived.resolve();
    if (nth !== 2) return answer;
    await arrived.promise;
    throw new TypeError('the answer is cut');
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.most).toBe(2);
  expect(pushes.sent).toBeGreaterThan(batches);
});

test('where one never arrives, the one sent ahead changes nothing', async () => {
  const pushes = new Pushes();
  const nextIsSent = Promise.withResolvers<void>();
  const line: Line = async (nth, ask) => {
    if (nth === 3) nextIsSent.resolve();
    if (nth === 2) {
      await nextIsSent.promise;
      throw new TypeError('the request is lost');
    }
    return ask();
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.most).toBe(2);
});

test('on a line that takes its time nothing is sent ahead', async () => {
  const pushes = new Pushes();
  const line: Line = async (_nth, ask) => {
    aigul.shiftClock(6_000);
    return ask();
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.most).toBe(1);
  expect(pushes.answers).toEqual(Array(batches).fill(200));
});
