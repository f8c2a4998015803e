/** Documents that are carried on sticks: the laptops of a home, the office of the server, and what is in their files. */
import { randomBytes } from 'node:crypto';
import { readAttachment, sha256Of } from '#db/attachments/attachments.ts';
import { readBundleKeys } from '#host/bundle/keys.ts';
import { type WrittenQuestion, writeQuestion } from '#host/bundle/question.ts';
import { type ReceivedBundle, receiveBundle } from '#server/bundle/receive.ts';
import { type OpenServer, openServer } from '#server/open.ts';
import type { Role } from '#shared/domain/roles.ts';
import { ContentWriter, readContent } from '#shared/sync/bundle/content.ts';
import { openBundle, type Sealing, sealBundle } from '#shared/sync/bundle/envelope.ts';
import { toHex } from '#shared/sync/bytes.ts';
import type { DocumentNamed } from '#shared/sync/messages.ts';
import type { Laptop } from './laptop.ts';
import { Office } from './office.ts';
import { carry } from './stick.ts';

export const kilobyte = 1024;

/** Bytes like those of a scan: nothing makes them shorter. */
export function scan(kilobytes = 300): Uint8Array {
  return new Uint8Array(randomBytes(kilobytes * kilobyte));
}

export const kindOf = (message: unknown): string => String(Object(message).what);
export const isPiece = (message: unknown): boolean => kindOf(message) === 'piece';

export class StickOffice {
  readonly office: Office;
  /** Another process of the same server, with its store at hand. */
  #beside: OpenServer;
  #homes = 0;

  private constructor(office: Office, beside: OpenServer) {
    this.office = office;
    this.#beside = beside;
  }

  static async open(): Promise<StickOffice> {
    const office = await Office.open();
    return new StickOffice(office, await openServer({ databaseUrl: office.databaseUrl }));
  }

  async close(): Promise<void> {
    await this.#beside.close();
    await this.office.close();
  }

  /** A caseworker with a case that the office has, and the supervisor of the home. */
  async pairAtCase(): Promise<{ readonly aigul: Laptop; readonly dana: Laptop; readonly caseId: string }> {
    const [aigul, dana] = await this.laptops('caseworker', 'supervisor');
    if (aigul === undefined || dana === undefined) throw new Error('two laptops');
    const caseId = aigul.openCase();
    await carry(this.office, aigul);
    return { aigul, dana, caseId };
  }

  /** Laptops of a home of their own, that see nothing of any other. */
  async laptops(...roles: readonly Role[]): Promise<Laptop[]> {
    this.#homes += 1;
    const home = `Дом ${this.#homes}`;
    await this.office.server.admin.addInstitution(home);
    const laptops: Laptop[] = [];
    for (const role of roles) {
      const laptop = this.office.standalone(role, home);
      const { code } = await this.office.server.admin.makeCode(await this.office.employ(role, home));
      const enrolled = await laptop.enrol(this.office.server.url, code);
      if (!enrolled.ok) throw new Error(`not enrolled: ${enrolled.error.code}`);
      laptops.push(laptop);
    }
    return laptops;
  }

  async restoreFromBefore(work: () => Promise<void>): Promise<void> {
    await this.#beside.close();
    await this.office.restoreFromBefore(work);
    this.#beside = await openServer({ databaseUrl: this.office.databaseUrl });
  }

  /** @param most bytes of what is inside the answer */
  async received(file: Uint8Array, most?: number): Promise<ReceivedBundle> {
    const answer = await receiveBundle(this.#beside.context, file, most);
    if (typeof answer === 'string') throw new Error(answer);
    return answer;
  }

  /** What the server reads in a question. */
  async messagesFrom(question: Uint8Array): Promise<unknown[]> {
    return messagesIn(await openBundle(question, 'to_server', this.#beside.context.identity.keys.encrypt));
  }

  /** An answer of this server with such messages. */
  async sealedFor(laptop: Laptop, messages: readonly unknown[]): Promise<Uint8Array> {
    const receiver = keysOf(laptop).own.encrypt.publicKey;
    const sender = this.#beside.context.identity.keys.sign;
    return sealed(messages, { way: 'to_device', receiver, sender });
  }

  /** Sizes of the documents of a case that the server has. */
  documentsOf(caseId: string): Promise<unknown[]> {
    return this.office.rows('select size::int from attachment where feed_id = $1', caseId);
  }

  /** All bytes that the server keeps for them. */
  async bytesOf(caseId: string): Promise<number> {
    const sum =
      'select coalesce(sum(length(bytes)), 0)::int as bytes from attachment_piece where feed_id = $1';
    const [row] = await this.office.rows(sum, caseId);
    return Object(row).bytes;
  }
}

export async function written(laptop: Laptop, most?: number): Promise<WrittenQuestion> {
  const question = await writeQuestion(laptop.ports, most);
  if (!question.ok) throw new Error(question.error.code);
  return question.value;
}

/** What the laptop reads in an answer. */
export async function messagesTo(laptop: Laptop, answer: Uint8Array): Promise<unknown[]> {
  return messagesIn(await openBundle(answer, 'to_device', keysOf(laptop).own.encrypt));
}

/** A question of this laptop with such messages. */
export async function sealedBy(laptop: Laptop, messages: readonly unknown[]): Promise<Uint8Array> {
  const { own, server } = keysOf(laptop);
  return sealed(messages, { way: 'to_server', receiver: server.encrypt, sender: own.sign });
}

export function named(caseId: string, content: Uint8Array): DocumentNamed {
  return { feed: caseId, sha256: toHex(sha256Of(content)) };
}

export function heldBy(laptop: Laptop, caseId: string, content: Uint8Array): boolean {
  return readAttachment(laptop.database, { feedId: caseId, sha256: sha256Of(content) }) !== null;
}

async function messagesIn(opened: Awaited<ReturnType<typeof openBundle>>): Promise<unknown[]> {
  if (typeof opened === 'string') throw new Error(opened);
  const messages: unknown[] = [];
  for await (const message of readContent(opened.content)) messages.push(message);
  return messages;
}

async function sealed(messages: readonly unknown[], sealing: Sealing): Promise<Uint8Array> {
  const writer = new ContentWriter();
  for (const message of messages) await writer.add(Object(message));
  return sealBundle(writer.content(), sealing);
}

function keysOf(laptop: Laptop) {
  const keys = readBundleKeys(laptop.database);
  if (!keys.ok) throw new Error(keys.error.code);
  return keys.value;
}
