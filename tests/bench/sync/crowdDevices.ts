/**
 * Many devices in one process, as light as devices can be: no database, their batches sealed and signed
 * beforehand. Asked for `{"do":"prepare","codes":[…],"steps":N}` it enrols one device a code and opens its
 * cases; asked for `{"do":"push"}` all of them push at once, each its batches one after the other.
 */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { StepDraft } from '#db/steps/append.ts';
import { makeDeviceKeys, signBytes, signingKey } from '#host/sync/deviceKeys.ts';
import { connectToServer } from '#host/sync/transport.ts';
import { kindOf } from '#shared/domain/steps/index.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { encodeSteps } from '#shared/sync/columns.ts';
import type { SyncClient } from '#shared/sync/contract.ts';
import { lookAnswer, type PushRequest } from '#shared/sync/messages.ts';
import { firstPrevHash, type SealedStep, sealStep } from '#shared/sync/seal.ts';
import { chainEndBytes, enrolmentBytes } from '#shared/sync/signed.ts';
import { Seeded } from '#tests/factories/seeded.ts';
import { mixedStep } from '../field/mix.ts';
import { caseSteps, visitDay } from '../field/wayHome.ts';

/** What a caseworker's laptop brings after some days in the field. */
const stepsAtOnce = 100;
const casesEach = 10;

interface CrowdDevice {
  readonly client: SyncClient;
  readonly batches: readonly PushRequest[];
}

const [serverUrl = ''] = process.argv.slice(2);
const chance = new Seeded(6);
let devices: readonly CrowdDevice[] = [];

const order = z.discriminatedUnion('do', [
  z.object({ do: z.literal('prepare'), codes: z.array(z.string()), steps: z.int() }),
  z.object({ do: z.literal('push') }),
]);
for await (const line of createInterface({ input: process.stdin })) {
  const asked = order.parse(JSON.parse(line));
  if (asked.do === 'prepare') {
    const each = asked.steps / asked.codes.length;
    devices = await Promise.all(asked.codes.map((code) => enrolDevice(code, each)));
  }
  const begun = performance.now();
  const moved = asked.do === 'push' ? await pushAll() : 0;
  process.stdout.write(`${JSON.stringify({ seconds: (performance.now() - begun) / 1000, moved })}\n`);
}

async function pushAll(): Promise<number> {
  const moved = await Promise.all(devices.map(pushBatches));
  return moved.reduce((sum, one) => sum + one, 0);
}

/** Answers how many of its steps were accepted. */
async function pushBatches({ client, batches }: CrowdDevice): Promise<number> {
  let moved = 0;
  for (const batch of batches) {
    const { pos, verdicts } = await client.push(batch);
    moved += pos.length - verdicts.length;
  }
  return moved;
}

async function enrolDevice(code: string, steps: number): Promise<CrowdDevice> {
  const options = { serverUrl, fetch: globalThis.fetch, serverNow: () => new Date() };
  const stranger = connectToServer({ ...options, credentials: null });
  const { server, person, memberships } = lookAnswer.parse(await stranger.enrolment.look({ code }));
  const deviceId = v7();
  const keys = makeDeviceKeys();
  const [sign, encrypt] = [keys.sign.publicKey, keys.encrypt.publicKey];
  const signKey = signingKey(keys.sign);
  await stranger.enrolment.complete({
    code,
    device: { id: deviceId, signKey: sign, encryptKey: encrypt },
    aliases: [],
    proof: signBytes(signKey, enrolmentBytes(code, deviceId, sign, encrypt)),
  });
  const client = connectToServer({ ...options, credentials: { deviceId, signKey, serverId: server.id } });
  const institutionId = memberships[0]?.institutionId ?? '';
  const caseIds = Array.from({ length: casesEach }, () => v7());
  const opening = caseIds.flatMap((caseId) => caseSteps(chance, { caseId, institutionId }, 2));
  const mixed = Array.from({ length: steps }, (): StepDraft => {
    const feedId = caseIds[chance.between(0, casesEach - 1)] ?? '';
    return { feedId, occurredOn: visitDay, ...mixedStep(chance) };
  });
  const sealed = sealAll(deviceId, person.id, [...opening, ...mixed]);
  const requestOf = (batch: readonly SealedStep[]): PushRequest => ({
    device: deviceId,
    steps: encodeSteps(batch),
    ends: [...new Map(batch.map((step) => [step.feedId, step])).values()].map((step) => ({
      feed: step.feedId,
      seq: step.seq,
      hash: toBase64(step.hash),
      signature: signBytes(signKey, chainEndBytes(deviceId, step.feedId, step.seq, step.hash)),
    })),
  });
  await client.push(requestOf(sealed.slice(0, opening.length)));
  const batches: PushRequest[] = [];
  for (let from = opening.length; from < sealed.length; from += stepsAtOnce) {
    batches.push(requestOf(sealed.slice(from, from + stepsAtOnce)));
  }
  return { client, batches };
}

function sealAll(deviceId: string, authorId: string, drafts: readonly StepDraft[]): SealedStep[] {
  const heads = new Map<string, Uint8Array>();
  return drafts.map((draft, at) => {
    const { version, minReader } = kindOf(draft.kind);
    const header = {
      id: v7(),
      feedId: draft.feedId,
      deviceId,
      seq: at + 1,
      basePos: 0,
      kind: draft.kind,
      version,
      minReader,
      occurredOn: draft.occurredOn,
      recordedAt: new Date().toISOString(),
      clockOffset: 0,
      authorId,
      eventId: null,
    };
    const prevHash = heads.get(draft.feedId) ?? firstPrevHash;
    const sealed = sealStep(header, draft.payload, new Uint8Array(randomBytes(16)), prevHash);
    heads.set(draft.feedId, sealed.hash);
    return sealed;
  });
}
