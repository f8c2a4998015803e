/** The institution's log: derived by a standalone device, pulled by an enrolled one, never mixed. */
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { enrolProfile, sealCarried } from '#db/profile/enrol.ts';
import { projectStale } from '#db/projections/staleCases.ts';
import { readCase, readChild } from '#db/queries/cases.ts';
import { listInstitutions, listPeople, personNames } from '#db/queries/directory.ts';
import { positionAsOf, summaryLog } from '#db/queries/institution.ts';
import { listChildren } from '#db/queries/listChildren.ts';
import { appendSteps } from '#db/steps/append.ts';
import { ensureFeed, feedCursors, feedOfInstitution } from '#db/steps/feeds.ts';
import { applyPulledPage } from '#db/steps/pull.ts';
import { unsentSteps } from '#db/steps/unsent.ts';
import { verifyDatabase } from '#db/verify/verify.ts';
import { rosterOf, summarise } from '#shared/domain/summary/summarise.ts';
import { aDeviceOf, anEnrolledDevice, type Device, draft, morning } from './support/device.ts';
import { Numbering } from './support/numbering.ts';

const institution = v7();
const all = { maxSteps: 1000, maxBytes: 10_000_000 };

function day(number: number): Date {
  return new Date(morning.getTime() + number * 86_400_000);
}

function logOf(device: Device, upTo?: number) {
  const feedId = feedOfInstitution(device.writer, 'institution', institution);
  if (feedId === null) throw new Error('the institution has a feed');
  return { feedId, ...summaryLog(device.writer, feedId, upTo) };
}

describe('a standalone device', () => {
  it('logs a summary when it changes, and only then', () => {
    const device = aDeviceOf();
    const caseId = device.openCase(institution);
    expect(logOf(device)).toMatchObject({ position: 1, summaries: [{ caseId, birthYear: 2019 }] });
    device.note(caseId);
    expect(logOf(device).position).toBe(1);
    device.record([draft('child.amended', caseId, { set: { birthDate: '2018-01-01' }, reason: 'документ' })]);
    expect(logOf(device)).toMatchObject({ position: 2, summaries: [{ caseId, birthYear: 2018 }] });
    expect(logOf(device, 1)).toMatchObject({ position: 1, summaries: [{ caseId, birthYear: 2019 }] });
  });

  it('answers what was known at the end of a day', () => {
    const device = aDeviceOf();
    const feedId = ensureFeed(device.writer, { kind: 'institution', institutionId: institution });
    const author = device.author;
    appendSteps(device.writer, author, day(0), [
      draft('baseline.set', feedId, { day: '2025-11-01', source: 'register' }),
    ]);
    const caseId = device.openCase(institution);
    const amend = (birthDate: string, on: Date) =>
      appendSteps(device.writer, author, on, [
        draft('child.amended', caseId, { set: { birthDate }, reason: 'документ' }),
      ]);
    amend('2018-01-01', day(3));
    amend('2017-01-01', day(6));
    expect(positionAsOf(device.writer, feedId, day(-1))).toBe(0);
    expect(positionAsOf(device.writer, feedId, day(2))).toBe(2);
    expect(positionAsOf(device.writer, feedId, day(5))).toBe(3);
    expect(positionAsOf(device.writer, feedId, day(30))).toBe(4);
    expect(logOf(device, 3)).toMatchObject({
      baseline: { day: '2025-11-01', source: 'register' },
      summaries: [{ birthYear: 2018 }],
    });
    expect(logOf(device, 0)).toMatchObject({ position: 0, baseline: null, summaries: [] });
    expect(verifyDatabase(device.writer).projections.faults).toEqual([]);
  });
});

/** A case as a server derives it for those who do not hold it. */
function derivedFeeds() {
  const caseworker = aDeviceOf();
  const caseId = caseworker.openCase(institution);
  const state = readCase(caseworker.writer, caseId);
  if (state === null) throw new Error('the caseworker holds the case');
  const [institutionFeed, rosterFeed, directoryFeed] = [v7(), v7(), v7()];
  const server = new Numbering()
    .declare(institutionFeed, 'institution', institution)
    .declare(rosterFeed, 'roster', institution)
    .declare(directoryFeed, 'directory');
  const author = anEnrolledDevice();
  ensureFeed(author.writer, { feedId: institutionFeed, kind: 'institution', institutionId: institution });
  ensureFeed(author.writer, { feedId: rosterFeed, kind: 'roster', institutionId: institution });
  ensureFeed(author.writer, { feedId: directoryFeed, kind: 'directory', institutionId: null });
  const person = v7();
  author.record([
    draft('institution.added', directoryFeed, { institutionId: institution, name: '«Дом надежды»' }),
    draft('person.added', directoryFeed, {
      personId: person,
      name: 'Б. Омарова',
      roles: [{ institutionId: institution, role: 'director' }],
    }),
    draft('case.summarised', institutionFeed, { summary: summarise(state) }),
    draft('case.rostered', rosterFeed, { entry: rosterOf(state) }),
  ]);
  server.push(unsentSteps(author.writer, all));
  return { server, caseId, person, institutionFeed, rosterFeed, directoryFeed, author };
}

describe('a director’s device', () => {
  it('lists a child by summary and roster, without holding the case', () => {
    const { server, caseId, person, institutionFeed, rosterFeed, directoryFeed } = derivedFeeds();
    const director = anEnrolledDevice();
    applyPulledPage(director.writer, server.page(institutionFeed));
    projectStale(director.writer);
    expect(readChild(director.writer, caseId)).toMatchObject({
      held: false,
      givenName: null,
      birthYear: 2019,
    });
    applyPulledPage(director.writer, server.page(rosterFeed));
    applyPulledPage(director.writer, server.page(directoryFeed));
    projectStale(director.writer);
    const asked = {
      sort: { by: 'name', direction: 'asc' },
      language: 'kk',
      today: '2025-11-10',
      offset: 0,
      limit: 10,
    } as const;
    expect(listChildren(director.writer, { ...asked, search: 'айзере' }).rows).toMatchObject([
      { caseId, held: false, givenName: 'Айзере', iin: null, place: null, institutionId: institution },
    ]);
    expect(readCase(director.writer, caseId)).toBeNull();
    expect(logOf(director)).toMatchObject({ position: 1, summaries: [{ caseId }] });
    expect(listInstitutions(director.writer)).toMatchObject([{ name: '«Дом надежды»' }]);
    expect(listPeople(director.writer)).toMatchObject([{ personId: person, roles: [{ role: 'director' }] }]);
    expect(personNames(director.writer).get(person)).toBe('Б. Омарова');
    expect(verifyDatabase(director.writer)).toMatchObject({
      chain: { faults: [] },
      projections: { faults: [] },
    });
  });

  it('does not take its own unsent baseline into the figures', () => {
    const { institutionFeed, author } = derivedFeeds();
    author.record([draft('baseline.set', institutionFeed, { day: '2025-11-01', source: 'asked' })]);
    expect(logOf(author)).toMatchObject({ position: 0, baseline: null });
  });
});

describe('enrolment', () => {
  it('keeps the cases, drops what the profile derived itself, and carries over what a person wrote', () => {
    const device = aDeviceOf({ roles: [{ institutionId: institution, role: 'caseworker' }] });
    const server = new Numbering();
    const local = { institution, person: device.profile.personId };
    const caseId = device.openCase(institution);
    const feedId = ensureFeed(device.writer, { kind: 'institution', institutionId: institution });
    device.record([draft('baseline.set', feedId, { day: '2025-11-01', source: 'register' })]);
    const theirs = { institution: v7(), person: v7(), device: v7() };
    enrolProfile(
      device.writer,
      {
        deviceId: theirs.device,
        serverUrl: 'http://127.0.0.1:1',
        person: { personId: theirs.person, personName: 'А. Нурланова', roles: [] },
        aliases: [
          { local: local.institution, server: theirs.institution },
          { local: local.person, server: theirs.person },
        ],
      },
      morning,
    );
    expect(device.profile).toMatchObject({
      standalone: false,
      deviceId: theirs.device,
      personId: theirs.person,
    });
    expect(feedCursors(device.writer).map((feed) => feed.kind)).toEqual(['case']);
    expect(unsentSteps(device.writer, all).map((step) => [step.seq, step.deviceId, step.authorId])).toEqual([
      [1, theirs.device, local.person],
      [2, theirs.device, local.person],
    ]);
    expect(readChild(device.writer, caseId)).toMatchObject({ institutionId: theirs.institution, unsent: 2 });
    expect(personNames(device.writer).get(local.person)).toBe('А. Нурланова');
    expect(sealCarried(device.writer, device.author, morning)).toBe(0);
    const serverFeed = v7();
    ensureFeed(device.writer, { feedId: serverFeed, kind: 'institution', institutionId: theirs.institution });
    expect(sealCarried(device.writer, device.author, morning)).toBe(1);
    expect(sealCarried(device.writer, device.author, morning)).toBe(0);
    expect(unsentSteps(device.writer, all).at(-1)).toMatchObject({
      feedId: serverFeed,
      kind: 'baseline.set',
      seq: 3,
    });
    server.push(unsentSteps(device.writer, all));
    expect(applyPulledPage(device.writer, server.page(caseId))).toMatchObject({ ok: true });
    projectStale(device.writer);
    expect(verifyDatabase(device.writer)).toMatchObject({
      chain: { faults: [] },
      projections: { faults: [] },
    });
  });
});
