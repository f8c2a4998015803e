/** Documents on a stick that are wrong, that nobody may have, or that the other end does not read (docs/sync-protocol.md §15). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attachmentsOf, countWaiting, keepAttachment } from '#db/attachments/attachments.ts';
import { readSetting, writeSetting } from '#db/profile/settings.ts';
import { countUnsent } from '#db/steps/unsent.ts';
import { takeAnswer } from '#host/bundle/takeAnswer.ts';
import { knownServer, serverKey } from '#host/sync/connection.ts';
import { type Piece, toDevice, toServer } from '#shared/sync/bundle/messages.ts';
import { piecesOf } from '#shared/sync/bundle/pieces.ts';
import { attachTo } from '../../support/documents.ts';
import type { Laptop } from '../../support/laptop.ts';
import type { Office } from '../../support/office.ts';
import {
  bringToOffice,
  carry,
  openAnswer,
  refusalHere,
  refusalThere,
  saveFile,
} from '../../support/stick.ts';
import {
  heldBy,
  isPiece,
  kilobyte,
  kindOf,
  messagesTo,
  named,
  StickOffice,
  scan,
  sealedBy,
  written,
} from '../../support/stickOffice.ts';

let scene: StickOffice;
let office: Office;
let aigul: Laptop;
let dana: Laptop;
let caseId: string;

beforeAll(async () => {
  scene = await StickOffice.open();
  office = scene.office;
});
afterAll(() => scene.close());
beforeEach(async () => {
  ({ aigul, dana, caseId } = await scene.pairAtCase());
});

const cut = (content: Uint8Array): Piece[] => [...piecesOf(named(caseId, content), content)];

describe('a document that is not what it says', () => {
  /** What is said of the wrong ones; the step and the good document in the same file are taken. */
  async function refusedAmong(wrong: readonly object[]): Promise<unknown> {
    const good = scan();
    attachTo(aigul, caseId, good);
    const [question, push, ...pieces] = await scene.messagesFrom(await saveFile(aigul));
    const answer = await scene.received(await sealedBy(aigul, [question, ...wrong, push, ...pieces]));
    expect(answer.steps.accepted).toBe(1);
    const said = (await messagesTo(aigul, answer.file)).find((one) => kindOf(one) === 'documents');
    expect(Object(said).held).toEqual([named(caseId, good)]);
    expect(await scene.documentsOf(caseId)).toEqual([{ size: good.length }]);
    expect(await scene.bytesOf(caseId)).toBe(good.length);
    return Object(said).refused;
  }

  test('is refused where its hash does not hold', async () => {
    const other = { feed: caseId, sha256: 'ab'.repeat(32) };
    expect(await refusedAmong([...piecesOf(other, scan())])).toEqual([
      { ...other, code: 'checksum_mismatch' },
    ]);
  });

  test('is refused where a piece is missing, comes twice, is none, or is larger than the whole', async () => {
    const contents = [scan(700), scan(700), scan(700), scan(700), scan(1)];
    const [headless, twice, noBase64, empty, longer] = contents.map(cut);
    const secondWith = (pieces: readonly Piece[] = [], bytes: string): Piece[] =>
      pieces.map((piece, at) => (at === 1 ? { ...piece, bytes } : piece));
    const refused = await refusedAmong([
      ...(headless ?? []).slice(1),
      ...(twice ?? []).flatMap((piece, at) => (at === 1 ? [piece, piece] : [piece])),
      ...secondWith(noBase64, 'нет'),
      ...secondWith(empty, ''),
      ...(longer ?? []).map((piece) => ({ ...piece, size: 10 })),
    ]);
    expect(refused).toEqual(contents.map((content) => ({ ...named(caseId, content), code: 'incomplete' })));
  });

  test('is refused where it is larger than a document may be, or empty', async () => {
    const [large, none] = [named(caseId, scan(1)), named(caseId, scan(2))];
    const refused = await refusedAmong([
      { what: 'piece', ...large, size: 26 * kilobyte * kilobyte, at: 0, bytes: 'AAAA' },
      { what: 'piece', ...none, size: 0, at: 0, bytes: '' },
    ]);
    expect(refused).toEqual([
      { ...large, code: 'too_large' },
      { ...none, code: 'incomplete' },
    ]);
  });

  test('is passed over on the laptop, and what stands beside it is taken', async () => {
    const contents = [scan(), scan(), scan(700), scan()];
    for (const content of contents) attachTo(aigul, caseId, content);
    await carry(office, aigul);
    await dana.sync();
    const [altered, larger, gap, good] = contents.map(cut);
    const strange = scan();
    const answer = await messagesTo(dana, await bringToOffice(office, await saveFile(dana)));
    const file = await scene.sealedFor(dana, [
      ...answer.filter((message) => !isPiece(message) && kindOf(message) !== 'end'),
      ...(altered ?? []).map((piece) => ({ ...piece, bytes: piece.bytes.replace(/^.{8}/, 'AAAAAAAA') })),
      ...(larger ?? []).map((piece) => ({ ...piece, size: piece.size + 1 })),
      ...(gap ?? []).filter((_, at) => at !== 1),
      ...cut(strange),
      ...(good ?? []),
      { what: 'end', more: false },
    ]);
    expect((await openAnswer(dana, file)).documents.fetched).toBe(1);
    const held = contents.map((content) => heldBy(dana, caseId, content));
    expect(held).toEqual([false, false, false, true]);
    expect(attachmentsOf(dana.database, caseId), 'none that no step names').toHaveLength(4);
    expect((await carry(office, dana)).documents.fetched).toBe(3);
  });
});

/** A laptop whose grant of the case was withdrawn after it had written something there. */
async function withdrawnAfter(write: (laptop: Laptop) => void): Promise<Laptop> {
  const login = await office.employ('caseworker');
  const bolat = await office.laptop('caseworker', login);
  await office.server.admin.grant(login, caseId);
  await bolat.sync();
  write(bolat);
  await office.server.admin.withdraw(login, caseId);
  return bolat;
}

describe('who may not', () => {
  test('is sent no document of a case that was withdrawn, and takes none out of an earlier answer', async () => {
    const login = await office.employ('caseworker');
    const bolat = await office.laptop('caseworker', login);
    attachTo(aigul, caseId, scan());
    await carry(office, aigul);
    await office.server.admin.grant(login, caseId);
    await bolat.sync();
    const question = await saveFile(bolat);
    const before = await bringToOffice(office, question);
    expect((await messagesTo(bolat, before)).filter(isPiece)).toHaveLength(2);

    await office.server.admin.withdraw(login, caseId);
    const after = await bringToOffice(office, question);
    expect((await messagesTo(bolat, after)).map(kindOf)).not.toContain('piece');
    await carry(office, bolat);
    expect(attachmentsOf(bolat.database, caseId)).toEqual([]);
    expect((await openAnswer(bolat, before)).documents.fetched).toBe(0);
    expect(attachmentsOf(bolat.database, caseId)).toEqual([]);
    expect(bolat.feeds().has(caseId)).toBe(false);
  });

  test('hands in what was written in a case that was withdrawn meanwhile, and holds it no longer', async () => {
    const bolat = await withdrawnAfter((laptop) => void attachTo(laptop, caseId, scan()));
    expect((await carry(office, bolat)).documents).toMatchObject({ sent: 1, refused: 0, gone: 0 });
    expect(attachmentsOf(bolat.database, caseId)).toEqual([]);
    expect(await scene.documentsOf(caseId)).toHaveLength(1);
  });

  test('is told of a document that no step names and that went with the case, apart from those that stay', async () => {
    const bolat = await withdrawnAfter(
      (laptop) => void keepAttachment(laptop.database, caseId, scan(), new Date()),
    );
    expect((await carry(office, bolat)).documents).toMatchObject({ sent: 0, refused: 0, gone: 1 });
    expect(attachmentsOf(bolat.database, caseId)).toEqual([]);
  });

  test('but a late answer brings documents of a case that is held still', async () => {
    const content = scan();
    attachTo(aigul, caseId, content);
    await carry(office, aigul);
    await dana.sync();
    const late = await bringToOffice(office, await saveFile(dana));
    await dana.sync();
    expect((await openAnswer(dana, late)).documents.fetched).toBe(1);
    expect(heldBy(dana, caseId, content)).toBe(true);
  });

  test('hands nothing in, and learns nothing of a case by asking for its documents', async () => {
    const stranger = await office.laptop('caseworker');
    const [content, own] = [scan(), scan()];
    attachTo(aigul, caseId, content);
    await carry(office, aigul);
    const [question] = await scene.messagesFrom(await saveFile(stranger));
    const nowhere = { ...named(caseId, own), feed: '0198c0de-0000-7000-8000-000000000000' };
    const file = await sealedBy(stranger, [
      { ...Object(question), wanted: [named(caseId, content), named(caseId, own)] },
      ...cut(own),
      ...cut(content),
      ...piecesOf(nowhere, own),
    ]);
    const answer = await messagesTo(stranger, await bringToOffice(office, file));
    const said = Object(answer.find((one) => kindOf(one) === 'documents'));
    expect(said.held).toEqual([]);
    expect(said.refused.map((one: unknown) => Object(one).code)).toEqual([
      'not_found',
      'not_found',
      'not_found',
    ]);
    expect(answer.map(kindOf)).not.toContain('piece');
    expect(answer.at(-1)).toEqual({ what: 'end', more: false, left: 0 });
    expect(await scene.documentsOf(caseId)).toEqual([{ size: content.length }]);
  });

  test('what was refused goes behind all others, and does not keep them from their way', async () => {
    const [early, later] = [scan(400), scan(400)];
    attachTo(aigul, caseId, early, new Date(Date.UTC(2026, 0, 10)));
    attachTo(aigul, caseId, later, new Date(Date.UTC(2026, 0, 11)));
    const room = 700 * kilobyte;
    const messages = await scene.messagesFrom((await written(aigul, room)).file);
    expect(Object(messages.at(-1)).sha256).toBe(named(caseId, early).sha256);
    const shortened = await scene.received(await sealedBy(aigul, messages.slice(0, -1)));
    expect((await openAnswer(aigul, shortened.file)).documents).toMatchObject({
      sent: 0,
      refused: 1,
      gone: 0,
    });
    const next = await scene.messagesFrom((await written(aigul, room)).file);
    expect(Object(next.at(-1)).sha256).toBe(named(caseId, later).sha256);
  });

  test('a withdrawn laptop hands its documents in, and is sent none', async () => {
    await dana.sync();
    attachTo(dana, caseId, scan());
    await carry(office, dana);
    await aigul.sync();
    attachTo(aigul, caseId, scan());
    expect(countWaiting(aigul.database)).toEqual({ toSend: 1, toFetch: 1 });
    await office.server.admin.deviceRevoke(aigul.profile.deviceId, 'withdrawn');
    const answer = await scene.received(await saveFile(aigul));
    expect(answer.documents).toEqual({ held: 1, refused: 0 });
    const kinds = (await messagesTo(aigul, answer.file)).map(kindOf);
    expect(kinds).toEqual(['answer', 'outcome', 'documents', 'end']);
    expect(await refusalHere(aigul, answer.file)).toBe('device_revoked');
    expect(countUnsent(aigul.database) + countWaiting(aigul.database).toSend).toBe(0);
  });

  test('a lost one hands in nothing, and hears what was refused', async () => {
    attachTo(aigul, caseId, scan());
    await office.server.admin.deviceRevoke(aigul.profile.deviceId, 'lost');
    const answer = await scene.received(await saveFile(aigul));
    expect(answer.documents).toEqual({ held: 0, refused: 1 });
    const refused: string[] = [];
    const taken = await takeAnswer(aigul.ports, answer.file, ({ feedId }) => refused.push(feedId));
    expect(taken).toMatchObject({ ok: false, error: { code: 'device_revoked' } });
    expect(refused).toEqual([caseId]);
    expect(await scene.documentsOf(caseId)).toEqual([]);
  });
});

describe('an older version at the other end', () => {
  /** Its last contact was with a server that took no documents. */
  function forgetThatTheyAreTaken(laptop: Laptop): void {
    const known = readSetting(laptop.database, serverKey, knownServer);
    writeSetting(laptop.database, serverKey, { ...known, takesDocuments: undefined });
  }

  test('a server that has not said that it takes documents is sent none until it does', async () => {
    attachTo(aigul, caseId, scan());
    forgetThatTheyAreTaken(aigul);
    const question = await written(aigul);
    expect(question).toMatchObject({ steps: 1, documents: 0, documentsLeft: 1 });
    expect((await scene.messagesFrom(question.file)).map(kindOf)).toEqual(['question', 'push']);
    await openAnswer(aigul, await bringToOffice(office, question.file));
    expect(await written(aigul)).toMatchObject({ documents: 1, documentsLeft: 0 });
  });

  test('a laptop hears of it by wire just as well', async () => {
    forgetThatTheyAreTaken(aigul);
    await aigul.sync();
    attachTo(aigul, caseId, scan());
    expect(await written(aigul)).toMatchObject({ documents: 1 });
  });

  test('a question that has no word of documents is answered as it always was', async () => {
    const content = scan();
    attachTo(aigul, caseId, content);
    await carry(office, aigul);
    await dana.sync();
    const [question, ...rest] = await scene.messagesFrom(await saveFile(dana));
    const { wanted, ...old } = Object(question);
    expect(wanted).toEqual([named(caseId, content)]);
    const answer = await messagesTo(dana, await bringToOffice(office, await sealedBy(dana, [old, ...rest])));
    expect(new Set(answer.map(kindOf))).toEqual(new Set(['answer', 'end']));
    expect(answer.at(-1)).toEqual({ what: 'end', more: false });
  });

  test('an answer that nobody asked for holds no documents', async () => {
    attachTo(aigul, caseId, scan());
    await carry(office, aigul);
    const { file, more } = await office.server.admin.bundleOut(dana.profile.deviceId);
    const kinds = (await messagesTo(dana, file)).map(kindOf);
    expect(kinds).toContain('page');
    expect(kinds).not.toContain('piece');
    expect(more).toBe(false);
  });

  test('of a kind of message that is not known here it is said that it is newer, and nothing is taken', async () => {
    aigul.note(caseId, 'ждём справку');
    const strange = { what: 'greeting' };
    expect([toServer, toDevice].some((schema) => schema.safeParse(strange).success)).toBe(false);
    const question = await scene.messagesFrom(await saveFile(aigul));
    expect(await refusalThere(office, await sealedBy(aigul, [...question, strange]))).toBe('newer');
    const answer = await messagesTo(aigul, await bringToOffice(office, await saveFile(aigul)));
    expect(await refusalHere(aigul, await scene.sealedFor(aigul, [strange, ...answer]))).toBe('bundle_newer');
    expect(countUnsent(aigul.database)).toBe(1);
  });
});
