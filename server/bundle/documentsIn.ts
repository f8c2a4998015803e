/**
 * Documents that a question brought (docs/sync-protocol.md §15), into the store of the uploads by wire and
 * through its checks. Each stands for itself: what is wrong with one says nothing of the others.
 */
import { Readable } from 'node:stream';
import { Upload } from '@tus/server';
import { v4 } from 'uuid';
import { maxDocumentBytes } from '#shared/domain/steps/documents.ts';
import type { DocumentFault, DocumentsSaid, Piece } from '#shared/sync/bundle/messages.ts';
import { bytesIn, nameOf } from '#shared/sync/bundle/pieces.ts';
import type { DocumentNamed } from '#shared/sync/messages.ts';
import { mayAttach } from '../attachments/mayAttach.ts';
import { isKept, removeUpload, Uploads, uploadIdOf, wrongHash } from '../attachments/uploads.ts';
import type { ServerContext } from '../context.ts';
import type { Caller } from '../identity/token.ts';

/** The document whose pieces come now. */
interface Coming {
  readonly named: DocumentNamed;
  readonly size: number;
  /** Where the next piece begins. */
  next: number;
  /** Null where what was said of it is said already, and its other pieces are passed over. */
  upload: string | null;
}

type Outcome = 'held' | DocumentFault;

export class DocumentsIn {
  readonly #server: ServerContext;
  readonly #caller: Pick<Caller, 'deviceId' | 'personId' | 'revokedAs'>;
  readonly #uploads: Uploads;
  readonly #said = new Map<string, { readonly named: DocumentNamed; readonly outcome: Outcome }>();
  #coming: Coming | null = null;

  constructor(server: ServerContext, caller: Pick<Caller, 'deviceId' | 'personId' | 'revokedAs'>) {
    this.#server = server;
    this.#caller = caller;
    this.#uploads = new Uploads(server);
  }

  async take(piece: Piece): Promise<void> {
    const { feed, sha256, size } = piece;
    const before = this.#coming;
    const begins = before === null || piece.at === 0 || nameOf(before.named) !== nameOf(piece);
    if (begins) await this.#leave();
    const coming = begins ? { named: { feed, sha256 }, size, next: 0, upload: null } : before;
    this.#coming = coming;
    if (begins) await this.#begin(coming);
    if (coming.upload !== null) await this.#goOn(coming, coming.upload, piece);
  }

  /** What became of each. Nothing may be taken after it. */
  async end(): Promise<DocumentsSaid> {
    await this.#leave();
    const all = [...this.#said.values()];
    return {
      held: all.flatMap(({ named, outcome }) => (outcome === 'held' ? [named] : [])),
      refused: all.flatMap(({ named, outcome }) => (outcome === 'held' ? [] : [{ ...named, code: outcome }])),
    };
  }

  async #begin(coming: Coming): Promise<void> {
    const { named, size } = coming;
    const { deviceId, personId, revokedAs } = this.#caller;
    const { store } = this.#server;
    if (revokedAs === 'lost') return this.#say(coming, 'revoked');
    if (size > maxDocumentBytes) return this.#say(coming, 'too_large');
    if (size < 1) return this.#say(coming, 'incomplete');
    if (!(await mayAttach(store, personId, named))) return this.#say(coming, 'not_found');
    if (await isKept(store, named)) return this.#say(coming, 'held');
    const id = `${named.feed}.${v4()}`;
    const metadata = { sha256: named.sha256, device: deviceId };
    await this.#uploads.create(new Upload({ id, size, offset: 0, metadata }));
    coming.upload = id;
  }

  async #goOn(coming: Coming, id: string, piece: Piece): Promise<void> {
    const bytes = piece.at === coming.next && piece.size === coming.size ? bytesIn(piece) : null;
    if (bytes === null) return this.#leave();
    const refused = await this.#write(bytes, id, coming.next);
    coming.next += bytes.length;
    if (refused !== null) return this.#say(coming, await this.#meaningOf(coming, refused));
    if (coming.next === coming.size) this.#say(coming, 'held');
  }

  /** Null where it was taken. What is no refusal is a failure of the server, and thrown on. */
  async #write(bytes: Uint8Array, id: string, at: number): Promise<{ readonly refusal: object } | null> {
    try {
      await this.#uploads.write(Readable.from([bytes]), id, at);
      return null;
    } catch (refusal) {
      if (refusal instanceof Error || typeof refusal !== 'object' || refusal === null) throw refusal;
      return { refusal };
    }
  }

  async #meaningOf({ named }: Coming, { refusal }: { readonly refusal: object }): Promise<Outcome> {
    if (refusal === wrongHash) return 'checksum_mismatch';
    // somebody else was quicker, or has begun the same document anew
    return (await isKept(this.#server.store, named)) ? 'held' : 'again';
  }

  /** The document that was coming ends here: where it is not whole, what has come of it goes. */
  async #leave(): Promise<void> {
    const coming = this.#coming;
    const key = uploadIdOf(coming?.upload ?? '');
    if (coming === null || key === null) return;
    await this.#server.store.transaction((tx) => removeUpload(tx, key));
    this.#say(coming, 'incomplete');
  }

  #say(coming: Coming, outcome: Outcome): void {
    coming.upload = null;
    const name = nameOf(coming.named);
    // a second copy of it in the file takes nothing back
    if (this.#said.get(name)?.outcome === 'held') return;
    this.#said.set(name, { named: coming.named, outcome });
  }
}
