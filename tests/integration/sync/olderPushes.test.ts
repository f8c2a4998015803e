/**
 * A newer server accepts every older push (docs/sync-protocol.md §13): what each version of the app ever sent is
 * sent again, byte for byte, to the server of today. Where this fails, a device that was away for long loses
 * the work of its caseworker: mend the server, never the recording.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { readCase } from '#db/queries/cases.ts';
import { makeFeed } from '#server/feeds/lock.ts';
import { newDevice } from '#server/identity/renew.ts';
import { openServer } from '#server/open.ts';
import { type RunningServer, startServer } from '#server/start.ts';
import { kindOf, stepKinds } from '#shared/domain/steps/index.ts';
import { fromBase64 } from '#shared/sync/base64.ts';
import { pushAnswer } from '#shared/sync/messages.ts';
import { everyRecording, type RecordedPushes } from '#tests/recording/recordedPush.ts';
import { Laptop } from '#tests/support/laptop.ts';
import { newDatabase } from '#tests/support/postgres.ts';

const recordings = everyRecording();
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe.each(recordings)('what version $name pushed', ({ recorded }) => {
  test('is judged by the server of today as it was then, and read by the app of today as it was then', async () => {
    const server = await serverThatKnows(recorded);
    for (const push of recorded.pushes) {
      expect(await pushedAgain(server, push)).toEqual(push.verdicts);
    }
    await server.drained();
    const laptop = await supervisorsLaptop(server, recorded);
    for (const [caseId, state] of Object.entries(recorded.cases)) {
      expect(readCase(laptop.database, caseId)).toMatchObject(state);
    }
  });
});

test('every kind of step that a device writes is in a recording at its present version', () => {
  const heard = new Set(
    recordings.flatMap(({ recorded }) =>
      recorded.pushes.flatMap((push) => push.verdicts.map(kindAndVersion)),
    ),
  );
  const written = stepKinds.map(kindOf).filter(({ group }) => group !== 'derived' && group !== 'directory');
  expect(
    written.map(({ kind, version }) => `${kind} ${version}`).filter((kind) => !heard.has(kind)),
    'record another file (CONTRIBUTING.md)',
  ).toEqual([]);
});

function kindAndVersion(told: string): string {
  return told.split(' ').slice(0, 2).join(' ');
}

/** The server of today, with the ids and the public keys of then. */
async function serverThatKnows({ now, server, institution, people }: RecordedPushes): Promise<RunningServer> {
  const options = { databaseUrl: await newDatabase(), now: () => new Date(now) };
  const { context, close } = await openServer(options);
  const { institution: institution_feed_id, roster: roster_feed_id, plan: plan_feed_id } = institution.feeds;
  await context.store.transaction(async (tx) => {
    await tx.update('server', [{ one: 1, server_id: server }]);
    await makeFeed(tx, institution_feed_id, 'institution', institution.id);
    await makeFeed(tx, roster_feed_id, 'roster', institution.id);
    await makeFeed(tx, plan_feed_id, 'plan', institution.id);
    const { id: institution_id, name } = institution;
    const feeds = { institution_feed_id, roster_feed_id, plan_feed_id };
    await tx.insert('institution', [{ institution_id, name, region: null, ...feeds }]);
    for (const { id: person_id, login, name, role, device } of people) {
      await tx.insert('person', [{ person_id, login, name }]);
      await tx.insert('membership', [{ person_id, institution_id, role }]);
      await tx.insert('device', [
        newDevice({
          device_id: device.id,
          person_id,
          sign_key: fromBase64(device.signKey),
          encrypt_key: fromBase64(device.encryptKey),
          renewed_from: null,
          enrolled_at: new Date(now),
          revocation_secret: null,
        }),
      ]);
    }
  });
  await close();
  const running = await startServer(options);
  closing.push(() => running.close());
  return running;
}

/** Sends the request as it was recorded; answers kind, version and verdict of each step. */
async function pushedAgain(
  server: RunningServer,
  { to, headers, body, verdicts }: RecordedPushes['pushes'][number],
): Promise<string[]> {
  const response = await fetch(server.url + to, { method: 'POST', headers, body: JSON.stringify(body) });
  const told: unknown = await response.json();
  expect(response.status, JSON.stringify(told)).toBe(200);
  const answer = pushAnswer.parse(Object(told).json);
  const exceptions = new Map(answer.verdicts.map((one) => [one.at, `${one.verdict} ${one.reason}`]));
  return verdicts.map((one, at) => `${kindAndVersion(one)} ${exceptions.get(at) ?? 'accepted'}`);
}

/** What the app of today makes of it. */
async function supervisorsLaptop(server: RunningServer, { now, institution, people }: RecordedPushes) {
  const supervisor = people.find((one) => one.role === 'supervisor');
  const laptop = Laptop.make({ role: 'supervisor', institution: institution.name, now: () => new Date(now) });
  closing.push(() => laptop.close());
  const { code } = await server.admin.makeCode(supervisor?.login ?? '');
  const enrolled = await laptop.enrol(server.url, code);
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  await laptop.sync();
  return laptop;
}
