/**
 * The built page of the console (dist/console): its one document, and its files by their exact
 * names, as they were found in the folder. A name that was not found there is asked of no disk.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { noncePlaceholder } from './headers.ts';

export interface PageFolder {
  /** Absolute path of the built page. */
  readonly folder: string;
  /** Builds it where it is missing or older than its sources; absent where nothing can be built. */
  readonly prepare?: () => Promise<void>;
}

export interface PageFile {
  readonly type: string;
  readonly body: Buffer | string;
  /** Its name changes with its content. */
  readonly forever: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export type PagesState = 'ready' | 'preparing' | 'missing';

/** What is built already is told so within this time; milliseconds. */
const shortWaitMs = 1500;

export class Pages {
  readonly #given: PageFolder;
  #files: Map<string, string> | null = null;
  #document = '';
  #preparing: Promise<boolean> | null = null;

  constructor(given: PageFolder) {
    this.#given = given;
  }

  /** Looks once; where the page has to be built, that goes on beside the answer. */
  async state(): Promise<PagesState> {
    if (this.#files !== null) return 'ready';
    const { prepare } = this.#given;
    if (prepare === undefined) return (await this.#read()) ? 'ready' : 'missing';
    this.#preparing ??= prepare()
      // what was built before is better than nothing
      .catch(() => undefined)
      .then(() => this.#read());
    const read = await Promise.race([this.#preparing, setTimeout(shortWaitMs, null)]);
    return read === null ? 'preparing' : read ? 'ready' : 'missing';
  }

  document(nonce: string): string {
    return this.#document.replaceAll(noncePlaceholder, nonce);
  }

  /** @param name as in the address, after /console/ */
  async file(name: string): Promise<PageFile | null> {
    const place = this.#files?.get(name);
    const type = types[path.extname(name)];
    if (place === undefined || type === undefined) return null;
    const bytes = await readFile(place);
    // texts are packed on their way out, the others are packed already
    const body = type.startsWith('text/') ? bytes.toString('utf8') : bytes;
    return { type, body, forever: name.startsWith('assets/') };
  }

  async #read(): Promise<boolean> {
    const { folder } = this.#given;
    try {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      this.#document = await readFile(path.join(folder, 'index.html'), 'utf8');
      const places = entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
      this.#files = new Map(
        places.map((place) => [path.relative(folder, place).replaceAll(path.sep, '/'), place]),
      );
      return true;
    } catch {
      return false;
    }
  }
}

/** Instead of the page, in three languages; it asks again by itself while the page is being built. */
export function standIn(state: Exclude<PagesState, 'ready'>): string {
  const lines = state === 'preparing' ? preparing : missing;
  const again = state === 'preparing' ? '<meta http-equiv="refresh" content="2">' : '';
  const text = lines.map(([language, line]) => `<p lang="${language}">${line}</p>`).join('');
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8">${again}<title>Үйге</title></head><body>${text}</body></html>`;
}

const preparing = [
  ['ru', 'Консоль готовится к первому открытию. Это займёт меньше минуты; страница откроется сама.'],
  ['kk', 'Консоль бірінші ашылуға дайындалуда. Бұл бір минутқа жетпейді; бет өзі ашылады.'],
  [
    'en',
    'The console is being prepared for its first use. It takes less than a minute; the page opens by itself.',
  ],
] as const;

const missing = [
  ['ru', 'Консоль не собрана. В папке программы выполните «npm run console» и запустите сервер снова.'],
  ['kk', 'Консоль жиналмаған. Бағдарлама қалтасында «npm run console» орындап, серверді қайта іске қосыңыз.'],
  [
    'en',
    'The console has not been built. Run “npm run console” in the folder of the program and start the server again.',
  ],
] as const;
