/** A form in the middle of writing: kept as it is typed, through a lock and a crash, and gone when it is done with. */
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHost } from '#host/host.ts';
import { aChild } from '#tests/factories/story.ts';
import { Desk, ok, passphrase, refusal } from '#tests/support/desk.ts';

let desk: Desk;
let caseId: string;
beforeEach(async () => {
  desk = await Desk.of('caseworker');
  const child = { ...aChild, givenName: 'Али', familyName: 'Оспанов', patronymic: null };
  const opened = { institution: 'Дом надежды', admittedOn: '2025-11-01' as const, child };
  ({ caseId } = ok(await desk.client.cases.open(opened)));
});
afterEach(() => desk.close());

const written = JSON.stringify({ text: 'Бабушка рассказала, что' });

describe('a draft', () => {
  it('is there after a lock, with whose it is', async () => {
    const place = { caseId, form: 'note.added', about: '' };
    ok(await desk.client.drafts.keep({ ...place, content: written }));
    ok(await desk.client.profile.lock());
    expect(refusal(await desk.client.drafts.list()).code).toBe('locked');
    ok(await desk.client.profile.unlock({ passphrase }));
    expect(ok(await desk.client.drafts.list())).toMatchObject([{ ...place, name: 'Оспанов Али' }]);
    expect(ok(await desk.client.drafts.get(place))?.content).toBe(written);
    ok(await desk.client.drafts.drop(place));
    expect(ok(await desk.client.drafts.list())).toEqual([]);
  });

  it('is on the disk before it is acknowledged: another program that opens the profile finds it', async () => {
    const place = { caseId: '', form: 'new', about: '' };
    ok(await desk.client.drafts.keep({ ...place, content: written }));
    // the first host never closed its database, as one that was killed
    const next = createHost({ home: desk.folder, clock: () => new Date('2025-11-04T05:00:00Z') });
    ok(await next.client().profile.unlock({ passphrase }));
    expect(ok(await next.client().drafts.get(place))?.content).toBe(written);
    await next.close();
  });

  it('is of a case that this device holds', async () => {
    const elsewhere = { caseId: v7(), form: 'note.added', about: '', content: written };
    expect(refusal(await desk.client.drafts.keep(elsewhere)).code).toBe('forbidden');
  });
});
