/**
 * Finds whole requests in what a client says on one connection, byte for byte as they were sent. It knows bodies
 * by their `content-length` alone, which is how our devices send them.
 */
export class RequestReader {
  #unfinished = Buffer.alloc(0);

  /** The requests that end in this part of the stream. */
  take(part: Buffer): Buffer[] {
    this.#unfinished = Buffer.concat([this.#unfinished, part]);
    const whole: Buffer[] = [];
    for (;;) {
      const head = this.#unfinished.indexOf('\r\n\r\n');
      if (head < 0) return whole;
      const length = /^content-length: *(\d+)/im.exec(this.#unfinished.toString('latin1', 0, head))?.[1];
      const end = head + 4 + Number(length ?? 0);
      if (this.#unfinished.length < end) return whole;
      whole.push(this.#unfinished.subarray(0, end));
      this.#unfinished = this.#unfinished.subarray(end);
    }
  }
}
