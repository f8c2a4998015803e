/**
 * Records what this version pushes, once and for good (CONTRIBUTING.md):
 *
 *   npm run record -- NAME
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import zlib from 'node:zlib';
import { v7 } from 'uuid';
import { type DeviceKeys, makeDeviceKeys, signBytes, signingKey } from '#host/sync/deviceKeys.ts';
import { connectToServer } from '#host/sync/transport.ts';
import { project } from '#shared/domain/case/project.ts';
import type { Role } from '#shared/domain/roles.ts';
import type { Step } from '#shared/domain/step.ts';
import { findKind } from '#shared/domain/steps/index.ts';
import { toBase64 } from '#shared/sync/base64.ts';
import { encodeSteps } from '#shared/sync/columns.ts';
import type { PushRequest } from '#shared/sync/messages.ts';
import { firstPrevHash, type SealedStep, saltLength, sealStep } from '#shared/sync/seal.ts';
import { chainEndBytes } from '#shared/sync/signed.ts';
import { aDevice, anInstitution, anotherDevice, anotherPerson, aPerson } from '../factories/steps.ts';
import { baseline, cases, everyKind, type Written } from './everyKind.ts';
import { pushesFolder, type RecordedPushes } from './recordedPush.ts';

const now = new Date('2027-12-01T06:00:00.000Z');
const server = v7();
const feeds = { institution: v7(), roster: v7(), plan: v7() };
const people = [
  person(aPerson, 'aigul', 'Айгүл Нұрланова', 'caseworker', aDevice),
  person(anotherPerson, 'dana', 'Дана Сейтова', 'supervisor', anotherDevice),
];

const [name] = process.argv.slice(2);
if (name === undefined || !/^[\w.-]+$/.test(name)) throw new Error('usage: npm run record -- NAME');
const file = path.join(pushesFolder, `${name}.json`);
const written = [...everyKind(), ...baseline(feeds.institution)].map(placed());
const recorded: RecordedPushes = {
  now: now.toISOString(),
  server,
  institution: { id: anInstitution, name: 'Дом надежды', feeds },
  people: people.map(({ keys: _, ...one }) => one),
  pushes: await pushesOf(written),
  cases: Object.fromEntries(
    Object.values(cases).map((caseId) => {
      const steps = written.map((one) => one.step).filter((step) => step.feedId === caseId);
      return [caseId, JSON.parse(JSON.stringify(project(caseId, steps)))];
    }),
  ),
};
// a file that is there is what some device may still send: it stays as it is
writeFileSync(file, laidOut(recorded), { flag: 'wx' });
process.stdout.write(`${written.length} steps in ${recorded.pushes.length} pushes: ${file}\n`);

function person(id: string, login: string, called: string, role: Role, deviceId: string) {
  const keys = makeDeviceKeys();
  const device = { id: deviceId, signKey: keys.sign.publicKey, encryptKey: keys.encrypt.publicKey };
  return { id, login, name: called, role, device, keys };
}

/** Numbers the steps as their devices do, and gives the positions that the server will. */
function placed(): (one: Written) => Written {
  const seqs = new Map<string, number>();
  const heads = new Map<string, number>();
  return ({ step, verdict }) => {
    const seq = (seqs.get(step.deviceId) ?? 0) + 1;
    const head = heads.get(step.feedId) ?? 0;
    seqs.set(step.deviceId, seq);
    heads.set(step.feedId, head + 1);
    // an author has seen what came before, where the step does not say otherwise
    const basePos = step.basePos === 0 ? head : step.basePos;
    const known = step.verdict ?? 'accepted';
    return { step: { ...step, seq, basePos, pos: head + 1, verdict: known }, verdict };
  };
}

/** One push for each run of steps by the same device. */
async function pushesOf(steps: readonly Written[]): Promise<RecordedPushes['pushes']> {
  const ends = new Map<string, Uint8Array>();
  const pushes: RecordedPushes['pushes'] = [];
  for (const batch of runsByDevice(steps)) {
    const author = people.find((one) => one.device.id === batch[0]?.step.deviceId);
    if (author === undefined) throw new Error('a step of a device that nobody has');
    const sealed = batch.map(({ step }) => {
      const chain = `${step.deviceId} ${step.feedId}`;
      const one = seal(step, ends.get(chain) ?? firstPrevHash);
      ends.set(chain, one.hash);
      return one;
    });
    const verdicts = batch.map(({ step, verdict }) => `${step.kind} ${step.version} ${verdict}`);
    pushes.push({ ...(await asSent(author, requestOf(author, sealed))), verdicts });
  }
  return pushes;
}

function runsByDevice(steps: readonly Written[]): Written[][] {
  const runs: Written[][] = [];
  for (const one of steps) {
    const run = runs.at(-1);
    if (run?.[0]?.step.deviceId === one.step.deviceId) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** As the app seals it: with what the schema of its kind fills in. */
function seal(
  { pos: _, receivedAt: __, verdict: ___, payload, ...header }: Step,
  prevHash: Uint8Array,
): SealedStep {
  const definition = findKind(header.kind);
  const known = definition !== null && definition.version === header.version;
  const complete = known ? definition.schema.parse(payload) : payload;
  return sealStep(header, complete, new Uint8Array(randomBytes(saltLength)), prevHash);
}

interface Author {
  readonly device: { readonly id: string };
  readonly keys: DeviceKeys;
}

function requestOf({ device, keys }: Author, steps: readonly SealedStep[]): PushRequest {
  const key = signingKey(keys.sign);
  const last = new Map(steps.map((step) => [step.feedId, step]));
  return {
    device: device.id,
    steps: encodeSteps(steps),
    ends: [...last.values()].map(({ feedId: feed, seq, hash }) => ({
      feed,
      seq,
      hash: toBase64(hash),
      signature: signBytes(key, chainEndBytes(device.id, feed, seq, hash)),
    })),
  };
}

/** The request as the app's own transport sends it, unpacked so that it can be read. */
async function asSent(
  { device, keys }: Author,
  request: PushRequest,
): Promise<Omit<RecordedPushes['pushes'][number], 'verdicts'>> {
  const caught: Omit<RecordedPushes['pushes'][number], 'verdicts'>[] = [];
  const client = connectToServer({
    serverUrl: 'http://127.0.0.1',
    serverNow: () => now,
    credentials: { deviceId: device.id, signKey: signingKey(keys.sign), serverId: server },
    fetch: async (to, init) => {
      const sent = new Request(to, init);
      const body = new Uint8Array(await sent.arrayBuffer());
      const {
        'content-encoding': packing,
        'accept-encoding': _,
        ...headers
      } = Object.fromEntries(sent.headers);
      const plain = packing === undefined ? body : zlib.zstdDecompressSync(body);
      caught.push({
        to: new URL(sent.url).pathname,
        headers,
        body: JSON.parse(Buffer.from(plain).toString('utf8')),
      });
      throw new Error('recorded');
    },
  });
  await client.push(request).catch(() => undefined);
  const [sent] = caught;
  if (sent === undefined) throw new Error('nothing was sent');
  return sent;
}

/** As the formatter lays JSON out: a line is as long as in the code. */
function laidOut(value: unknown): string {
  const biome = path.resolve(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'biome');
  const options = { input: JSON.stringify(value), encoding: 'utf8', maxBuffer: 64e6 } as const;
  return execFileSync(biome, ['format', '--stdin-file-path=pushes.json'], options);
}
