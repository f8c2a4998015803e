/** The operating system's store as the host has it: the shell, which alone can reach it, is asked. */
import type { ComputerStore } from '#shared/contract/computerStore.ts';
import type { HostMessage, ShellMessage } from './parentMessages.ts';

type Answer = Extract<ShellMessage, { type: 'store.answer' }>;
type Question = Extract<HostMessage, { type: 'store.ask' }>;

export class ShellStore implements ComputerStore {
  readonly #waiting = new Map<number, (given: Answer['given']) => void>();
  #last = 0;
  #send: ((question: Question) => void) | undefined;

  /** From now on there is a shell to ask. */
  connect(send: (question: Question) => void): void {
    this.#send = send;
  }

  take({ id, given }: Answer): void {
    this.#waiting.get(id)?.(given);
    this.#waiting.delete(id);
  }

  async protects(): Promise<boolean> {
    return (await this.#ask('protects', new Uint8Array())) === true;
  }

  async seal(secret: Uint8Array): Promise<Uint8Array | null> {
    return bytesOf(await this.#ask('seal', secret));
  }

  async open(sealed: Uint8Array): Promise<Uint8Array | null> {
    return bytesOf(await this.#ask('open', sealed));
  }

  /** Waits as long as it takes: the system may ask the person first. */
  #ask(what: Question['what'], bytes: Uint8Array): Promise<Answer['given']> {
    const send = this.#send;
    if (send === undefined) return Promise.resolve(false);
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      send({ type: 'store.ask', id, what, bytes: new Uint8Array(bytes) });
    });
  }
}

function bytesOf(given: Answer['given']): Uint8Array | null {
  return given instanceof Uint8Array ? new Uint8Array(given) : null;
}
