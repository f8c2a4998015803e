/**
 * What a command says: one result on stdout, everything else on stderr. With `--json` stdout holds
 * exactly one JSON document. Progress is for people: it goes to stderr, and only to a terminal.
 */
export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

const unprintable = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

export class Output {
  readonly json: boolean;
  readonly #stdout: Stream;
  readonly #stderr: Stream;
  #progressShown = false;

  constructor(streams: { stdout: Stream; stderr: Stream }, json: boolean) {
    this.#stdout = streams.stdout;
    this.#stderr = streams.stderr;
    this.json = json;
  }

  /** The command's result: `document` for programs, `words` for people. */
  result(document: unknown, words: () => string): void {
    this.#endProgress();
    if (this.json) this.#document(document);
    else this.#stdout.write(ended(words()));
  }

  /** A part of the result as soon as it is there, for people; programs are told all of it in the end. */
  part(words: () => string): void {
    this.#endProgress();
    if (!this.json) this.#stdout.write(ended(words()));
  }

  /** Why the command failed: sentences for people, and a document with `error` for programs. */
  failed(document: { readonly error: unknown }, sentences: readonly string[]): void {
    this.#endProgress();
    if (this.json) this.#document(document);
    for (const sentence of sentences) this.#stderr.write(ended(sentence));
  }

  /** Something to know besides the result. */
  note(text: string): void {
    this.#endProgress();
    this.#stderr.write(ended(text));
  }

  /** Replaces the line of progress; nothing where nobody looks. */
  progress(text: string): void {
    if (this.#stderr.isTTY !== true) return;
    this.#progressShown = true;
    this.#stderr.write(`\r\u001B[2K${text}`);
  }

  /** On one line, so that a reader of a long-running command knows when it is whole. */
  #document(document: unknown): void {
    this.#stdout.write(`${JSON.stringify(document)}\n`);
  }

  #endProgress(): void {
    if (this.#progressShown) this.#stderr.write('\r\u001B[2K');
    this.#progressShown = false;
  }
}

/** Ready for a terminal: a name or a note must not move its cursor, colour it or turn its writing round. */
function ended(text: string): string {
  const plain = text.replace(unprintable, '\uFFFD');
  return plain === '' || plain.endsWith('\n') ? plain : `${plain}\n`;
}
