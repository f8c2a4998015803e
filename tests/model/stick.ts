/**
 * Sticks with files between the devices and the server (docs/sync-protocol.md §15): a file lies there until
 * somebody brings it or opens it, and may lie on for another time. Nobody else moves meanwhile: sealing really
 * waits, which the turns of the model know nothing of.
 */
import { writeQuestion } from '#host/bundle/question.ts';
import { type TakenAnswer, takeAnswer } from '#host/bundle/takeAnswer.ts';
import { AdminRefused } from '#server/admin/fault.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { Seeded } from '../factories/seeded.ts';
import type { ModelDevice } from './device.ts';
import type { Process } from './serverSide.ts';

interface CarriedFile {
  /** Whose question it is, or who is answered. */
  readonly device: ModelDevice;
  readonly file: Uint8Array;
}

export interface Opened {
  readonly device: ModelDevice;
  readonly open: () => Promise<Result<TakenAnswer>>;
}

export class Stick {
  readonly #chance: Seeded;
  readonly #tell: (what: string) => void;
  readonly #questions: CarriedFile[] = [];
  #answers: CarriedFile[] = [];
  readonly #gone = new Set<ModelDevice>();
  /** In the end no file that was used stays. */
  isEmptied = false;

  constructor(chance: Seeded, tell: (what: string) => void) {
    this.#chance = chance;
    this.#tell = tell;
  }

  get hasQuestions(): boolean {
    return this.#questions.length > 0;
  }

  async write(device: ModelDevice): Promise<void> {
    const { file, steps } = await questionOf(device);
    this.#questions.push({ device, file });
    this.#tell(`${device.login} writes a file of ${steps}`);
  }

  /** One of the questions is answered, by a process that may crash meanwhile. False where there is none. */
  async bring(process: Process): Promise<boolean> {
    const question = this.#draw(this.#questions);
    if (question === null) return false;
    const { device } = question;
    try {
      const { file } = await process.admin.bundleIn(question.file);
      if (!this.#gone.has(device)) this.#answers.push({ device, file });
      this.#tell(`a file of ${device.login} is brought`);
    } catch (error) {
      if (!process.gone) throw error;
      this.#tell(`a server process crashes over a file of ${device.login}`);
    }
    return true;
  }

  /** A file for a device that did not ask. */
  async fill(process: Process, device: ModelDevice): Promise<void> {
    try {
      const { file } = await process.admin.bundleOut(device.profile.deviceId);
      this.#answers.push({ device, file });
      this.#tell(`${device.login} gets a file without having asked`);
    } catch (error) {
      // a restored server does not know its newest id
      if (!(error instanceof AdminRefused && error.code === 'device_unknown')) throw error;
    }
  }

  /** One of the answers, for its device to open: for this one, where one is given. Null where there is none. */
  take(only?: ModelDevice): Opened | null {
    const answer = this.#draw(this.#answers, only);
    if (answer === null) return null;
    const { device, file } = answer;
    return { device, open: () => takeAnswer(device.ports, file) };
  }

  /** There and back at once. */
  async carry(device: ModelDevice, process: Process): Promise<Result<TakenAnswer>> {
    const { file } = await questionOf(device);
    const answered = await process.admin.bundleIn(file);
    return takeAnswer(device.ports, answered.file);
  }

  /** Nobody opens what this device is answered. Its questions may still arrive. */
  forget(device: ModelDevice): void {
    this.#gone.add(device);
    this.#answers = this.#answers.filter((answer) => answer.device !== device);
  }

  /** Half of the files that are used stay, and come once more. */
  #draw(files: CarriedFile[], only?: ModelDevice): CarriedFile | null {
    const drawn = files.filter((one) => only === undefined || one.device === only);
    const file = drawn[this.#chance.between(0, Math.max(0, drawn.length - 1))];
    if (file === undefined) return null;
    if (this.isEmptied || this.#chance.next() < 0.5) files.splice(files.indexOf(file), 1);
    return file;
  }
}

async function questionOf(
  device: ModelDevice,
): Promise<{ readonly file: Uint8Array; readonly steps: number }> {
  const written = await writeQuestion(device.ports);
  if (!written.ok) throw new Error(`${device.login} cannot write a question: ${written.error.code}`);
  return written.value;
}
