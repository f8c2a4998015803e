/**
 * The worst line that the work must get through: 32 kbit/s each way, and of the 8 KiB segments 30 % fall silent
 * or are cut (docs/sync-protocol.md §2). Here time runs forty times as fast: rate and patience are scaled alike.
 * With UIGE_LINE=true in the environment it runs in true time, which takes most of an hour.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countWaiting, keepAttachment, readAttachment, sha256Of } from '#db/attachments/attachments.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { carryAttachments } from '#host/sync/attachments.ts';
import { Connection } from '#host/sync/connection.ts';
import { syncOnce } from '#host/sync/round.ts';
import { type Patience, usualPatience } from '#server/http/patience.ts';
import { toHex } from '#shared/sync/bytes.ts';
import { minBatchPayloadBytes } from '#shared/sync/messages.ts';
import { BadLine } from '../../support/badLine.ts';
import { differences, type Laptop } from '../../support/laptop.ts';
import { Office } from '../../support/office.ts';

const kilobyte = 1024;
const trueTime = process.env.UIGE_LINE === 'true';
const faster = trueTime ? 1 : 40;
const longestMs = trueTime ? 7_200_000 : 300_000;
const worst = {
  bytesPerSecond: (32_000 / 8) * faster,
  segmentBytes: 8 * kilobyte,
  stalls: 0.15,
  cuts: 0.15,
};
const timeoutMs = 60_000 / faster;
/** Far more than it takes; a line that carries nothing shall end the test and not hang. */
const mostRounds = 200;

let office: Office;
let line: BadLine;
let aigul: Laptop;
let dana: Laptop;
let caseId: string;

beforeAll(async () => {
  office = await Office.open({ patience: scaled(usualPatience) });
  aigul = await office.laptop('caseworker');
  dana = await office.laptop('supervisor');
  caseId = aigul.openCase();
  await office.settle(aigul, dana);
  line = await BadLine.to(office.server.url, worst, 32);
  for (const laptop of [aigul, dana]) {
    laptop.timeoutMs = timeoutMs;
    laptop.fetch = over(line);
  }
});
afterAll(async () => {
  await line.close();
  await office.close();
});

/** The server's limits in the time of this test: they must let go of nobody whom such a line carries. */
function scaled({ headMs, requestMs, silentMs, takenMs, lookEveryMs }: Patience): Patience {
  return {
    headMs: headMs / faster,
    requestMs: requestMs / faster,
    silentMs: silentMs / faster,
    takenMs: takenMs / faster,
    lookEveryMs: lookEveryMs / faster,
  };
}

/** Every request goes to the line instead of the server. */
function over({ url }: BadLine): typeof fetch {
  return (input, init) => fetch(String(input).replace(office.server.url, url), init);
}

/** Rounds until one comes through; answers what each said of how far it was. */
async function roundsOf(laptop: Laptop): Promise<{ what: string; done: number; total: number }[][]> {
  const rounds: { what: string; done: number; total: number }[][] = [];
  while (rounds.length < mostRounds) {
    const told: { what: string; done: number; total: number }[] = [];
    rounds.push(told);
    const progress = (what: string, done: number, total: number) => told.push({ what, done, total });
    if ((await syncOnce(laptop.ports, { progress })).ok) return rounds;
  }
  throw new Error('nothing gets through');
}

function climbs(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0));
}

test(
  'two hundred steps get through in small batches, each round goes on where the last one was, and says how far it is',
  async () => {
    for (let at = 0; at < 200; at += 1) aigul.note(caseId, `${at} ${randomBytes(90).toString('base64')}`);
    const waiting = countUnsent(aigul.database);
    const before = line.broken;
    const rounds = await roundsOf(aigul);
    expect(line.broken).toBeGreaterThan(before);
    expect(countUnsent(aigul.database)).toBe(0);

    const pushes = rounds.map((round) => round.filter(({ what }) => what === 'push'));
    expect(pushes[0]?.[0]).toEqual({ what: 'push', done: 0, total: waiting });
    // what is left never grows, from the first round to the last
    const sent = pushes.flat().map(({ done, total }) => waiting - total + done);
    expect(climbs(sent)).toBe(true);
    expect(aigul.link.batch.bytes).toBeGreaterThanOrEqual(minBatchPayloadBytes);
  },
  longestMs,
);

test(
  'whoever reads them gets them page by page, and goes on from what is stored',
  async () => {
    const rounds = await roundsOf(dana);
    const pulls = rounds.map((round) => round.filter(({ what }) => what === 'pull'));
    const missing = pulls.flat().map(({ done, total }) => total - done);
    expect(climbs(missing.toReversed())).toBe(true);
    expect(
      pulls.flat().some(({ done }) => done > 0),
      'not all in one page',
    ).toBe(true);
    expect(dana.feeds().get(caseId)).toMatch(/^case 202 /);
    expect(differences(aigul, dana)).toEqual([]);
  },
  longestMs,
);

test(
  'a photograph gets through in pieces, both ways',
  async () => {
    const content = new Uint8Array(randomBytes(32 * kilobyte));
    const sha256 = sha256Of(content);
    aigul.database.transaction(() => {
      aigul.record(caseId, 'document.attached', {
        title: 'Акт',
        fileName: 'акт.jpg',
        mediaType: 'image/jpeg',
        bytes: content.length,
        sha256: toHex(sha256),
      });
      keepAttachment(aigul.database, caseId, content, new Date());
    });
    await roundsOf(aigul);
    await turnsOf(aigul);
    await roundsOf(dana);
    await turnsOf(dana);
    expect(readAttachment(dana.database, { feedId: caseId, sha256 })).toEqual(content);
  },
  longestMs,
);

/** Turns until no document waits. */
async function turnsOf(laptop: Laptop): Promise<void> {
  for (let turn = 0; turn < mostRounds; turn += 1) {
    const { toSend, toFetch } = countWaiting(laptop.database);
    if (toSend + toFetch === 0) return;
    const connection = Connection.open(laptop.ports);
    if (connection === null) throw new Error('not enrolled');
    await carryAttachments(laptop.ports, connection);
  }
  throw new Error('nothing gets through');
}
