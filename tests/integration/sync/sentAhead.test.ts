/** The next batch travels while the server works at the one before it (docs/sync-protocol.md §5). */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { countUnsent } from '#db/steps/unsent.ts';
import { Link, packings } from '#host/sync/link.ts';
import { startServer } from '#server/start.ts';
import { startBalancer } from '../../support/balancer.ts';
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
  write(aigul, batches);
});
afterEach(async () => {
  expect(countUnsent(aigul.database)).toBe(0);
  expect(aigul.profile.deviceId, 'no fork was seen where there is none').toBe(deviceId);
  await dana.sync();
  expect(differences(aigul, dana)).toEqual([]);
});

/** So many full batches. */
function write(laptop: Laptop, count: number): void {
  for (let at = 0; at < count * batchSteps; at += 1) laptop.note(caseId, `запись ${at}`);
}

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

/** A line that keeps the order, however busy the machine is. */
function inOrder(): Line {
  let before: Promise<unknown> = Promise.resolve();
  return (_nth, ask) => {
    const asked = before.then(ask);
    before = asked;
    return asked;
  };
}

/** A line on which the third one overtakes the second. */
function thirdBeforeSecond(): Line {
  const overtaken = Promise.withResolvers<void>();
  return async (nth, ask) => {
    if (nth === 2) await overtaken.promise;
    const answer = await ask();
    if (nth === 3) overtaken.resolve();
    return answer;
  };
}

/** All that waits goes out, and the line is known to be quick and to keep the order. */
async function getToKnowTheLine(): Promise<void> {
  await aigul.during(new Pushes().over(inOrder()), () => aigul.sync());
}

test('two are on their way at once, and never more', async () => {
  const pushes = new Pushes();
  const nextIsSent = Promise.withResolvers<void>();
  const ordered = inOrder();
  const line: Line = async (nth, ask) => {
    if (nth === 3) nextIsSent.resolve();
    const answer = await ordered(nth, ask);
    if (nth === 2) await nextIsSent.promise;
    return answer;
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.most).toBe(2);
  expect(pushes.answers).toEqual(Array(batches).fill(200));
});

test('one that comes before its turn is sent again, and from then on one after the other', async () => {
  const pushes = new Pushes();
  const overtaking = thirdBeforeSecond();
  const line: Line = async (nth, ask) => {
    const answer = await overtaking(nth, ask);
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

test('behind a balancer that gives each server one in turn, coming too early costs one line of the audit', async () => {
  const other = await startServer({ databaseUrl: office.databaseUrl });
  const balancer = await startBalancer([office.server.url, other.url]);
  const pushes = new Pushes();
  const usual = pushes.over((_nth, ask) => ask());
  const balanced: typeof fetch = (url, init) =>
    usual(String(url).replace(office.server.url, balancer.url), init);
  const tooEarly = () => office.rows("select 1 from audit where entry like '%outOfOrder%'");
  const before = (await tooEarly()).length;
  for (let round = 0; round < 3; round += 1) {
    await aigul.during(balanced, () => aigul.sync());
    write(aigul, batches);
  }
  const early = pushes.answers.filter((status) => status === 409).length;
  expect(early).toBeLessThanOrEqual(1);
  expect((await tooEarly()).length - before).toBe(early);
  await aigul.sync();
  await balancer.close();
  await other.close();
});

test('how quick a few steps came through says nothing of a full batch', async () => {
  const pushes = new Pushes();
  // one more than are waiting: what goes now is not full
  aigul.link = new Link(packings(), { batchSteps: batches * batchSteps + 1 });
  await aigul.sync();
  write(aigul, 3 * batches);
  const line: Line = async (_nth, ask) => {
    aigul.shiftClock(6_000);
    return ask();
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.most).toBe(1);
});

test('a line that does not keep the order is known in the rounds that follow', async () => {
  const pushes = new Pushes();
  const line = thirdBeforeSecond();
  await aigul.during(pushes.over(line), () => aigul.sync());
  write(aigul, batches);
  pushes.most = 0;
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.most).toBe(1);
  expect(pushes.answers.filter((status) => status !== 200)).toEqual([409]);
});

test('where the one before it is a fork, the one sent ahead leaves no broken seal behind', async () => {
  const pushes = new Pushes();
  await getToKnowTheLine();
  const restored = aigul.copy();
  restored.link = aigul.link;
  // the copy numbers the same five anew; its second batch begins where the server goes on
  write(aigul, 1);
  await aigul.sync();
  write(restored, 3);
  const second = Promise.withResolvers<void>();
  const line: Line = async (nth, ask) => {
    const answer = await ask();
    if (nth === 2) second.resolve();
    if (nth > 1) return answer;
    await second.promise;
    // whatever is made of the second answer is made before the first one comes
    for (let at = 0; at < 20; at += 1) await fetch(`${office.server.url}/healthz`);
    return answer;
  };
  await restored.during(pushes.over(line), () => restored.sync());
  expect(pushes.answers.slice(0, 2)).toEqual([409, 409]);
  expect(restored.profile.deviceId).not.toBe(deviceId);
  expect(countUnsent(restored.database)).toBe(0);
  expect(await office.rows("select 1 from withheld_step where reason = 'seal_broken'")).toEqual([]);
  await aigul.sync();
  expect(differences(aigul, restored)).toEqual([]);
  restored.close();
});

test('a server that does not take zstd any more says so to both', async () => {
  await getToKnowTheLine();
  write(aigul, batches);
  const both = Promise.withResolvers<void>();
  const refused: string[] = [];
  const pushes = new Pushes();
  const usual = pushes.over(async (_nth, ask) => ask());
  const older: typeof fetch = async (url, init) => {
    if (new Headers(init?.headers).get('content-encoding') !== 'zstd') return usual(url, init);
    refused.push(String(url));
    if (refused.length === 2) both.resolve();
    await both.promise;
    return new Response(null, { status: 415 });
  };
  await aigul.during(older, () => aigul.sync());
  expect(refused).toHaveLength(2);
  expect(pushes.answers.filter((status) => status === 200)).toHaveLength(batches);
});

test('where the clock was set wrong meanwhile, both are told and both come again', async () => {
  await getToKnowTheLine();
  write(aigul, batches);
  aigul.shiftClock(3_600_000);
  const pushes = new Pushes();
  const second = Promise.withResolvers<void>();
  const line: Line = async (nth, ask) => {
    const answer = await ask();
    if (nth === 2) second.resolve();
    if (nth === 1) await second.promise;
    return answer;
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.answers.filter((status) => status === 401)).toHaveLength(2);
  expect(pushes.answers.filter((status) => status === 200)).toHaveLength(batches);
  aigul.shiftClock(-3_600_000);
});

test('where the one before it fails, the one sent ahead is called off, and nobody waits for its answer', async () => {
  await getToKnowTheLine();
  write(aigul, batches);
  const next = Promise.withResolvers<void>();
  let sent = 0;
  let calledOff = 0;
  const network: typeof fetch = async (url, init) => {
    if (!String(url).endsWith('/push')) return fetch(url, init);
    sent += 1;
    if (sent === 1) {
      await next.promise;
      throw new TypeError('the request is lost');
    }
    if (sent > 2) return fetch(url, init);
    next.resolve();
    return new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => {
        calledOff += 1;
        reject(new DOMException('called off', 'AbortError'));
      });
    });
  };
  await aigul.during(network, () => aigul.sync());
  expect(calledOff).toBe(1);
  expect(sent).toBe(batches + 2);
});

test('where the person stops the round, both are called off, and the next one goes on', async () => {
  await getToKnowTheLine();
  write(aigul, batches);
  const person = new AbortController();
  const calledOff: number[] = [];
  let sent = 0;
  const silent: typeof fetch = (url, init) => {
    if (!String(url).endsWith('/push')) return fetch(url, init);
    sent += 1;
    const nth = sent;
    if (nth === 2) queueMicrotask(() => person.abort());
    return new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => {
        calledOff.push(nth);
        reject(new DOMException('called off', 'AbortError'));
      });
    });
  };
  const round = aigul.during(silent, () => aigul.sync({ signal: person.signal }));
  await expect(round).rejects.toThrow('cancelled');
  expect(calledOff.toSorted()).toEqual([1, 2]);
  await aigul.sync();
});

test('where the server is restored between the two, all that it lacks is sent again', async () => {
  await getToKnowTheLine();
  write(aigul, batches);
  const pushes = new Pushes();
  const first = Promise.withResolvers<Response>();
  const line: Line = async (nth, ask) => {
    if (nth === 2) {
      await first.promise;
      return ask();
    }
    if (nth > 1) return ask();
    await office.restoreFromBefore(async () => first.resolve(await ask()));
    return first.promise;
  };
  await aigul.during(pushes.over(line), () => aigul.sync());
  expect(pushes.sent).toBeGreaterThan(batches);
});
