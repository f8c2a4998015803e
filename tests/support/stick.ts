/** A stick that is carried between a laptop and the office of the server. */
import { writeQuestion } from '#host/bundle/question.ts';
import { type TakenAnswer, takeAnswer } from '#host/bundle/takeAnswer.ts';
import { BundleRefused } from '#server/admin/fault.ts';
import type { Laptop } from './laptop.ts';
import type { Office } from './office.ts';

/** Everything of the laptop that waits, as a file. */
export async function saveFile(laptop: Laptop): Promise<Uint8Array<ArrayBuffer>> {
  const written = await writeQuestion(laptop.ports);
  if (!written.ok) throw new Error(`not written: ${written.error.code}`);
  return written.value.file;
}

/** The answer that the office gives. */
export async function bringToOffice(office: Office, file: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return (await office.server.admin.bundleIn(file)).file;
}

export async function openAnswer(laptop: Laptop, file: Uint8Array): Promise<TakenAnswer> {
  const taken = await takeAnswer(laptop.ports, file);
  if (!taken.ok) throw new Error(`not taken in: ${JSON.stringify(taken.error)}`);
  return taken.value;
}

/** There and back. */
export async function carry(office: Office, laptop: Laptop): Promise<TakenAnswer> {
  return openAnswer(laptop, await bringToOffice(office, await saveFile(laptop)));
}

/** Why the laptop does not take a file in; null where it does. */
export async function refusalHere(laptop: Laptop, file: Uint8Array): Promise<string | null> {
  const taken = await takeAnswer(laptop.ports, file);
  return taken.ok ? null : taken.error.code;
}

/** Why the office does not take a file in; null where it does. */
export async function refusalThere(office: Office, file: Uint8Array): Promise<string | null> {
  try {
    await office.server.admin.bundleIn(file);
    return null;
  } catch (error) {
    if (error instanceof BundleRefused) return error.code;
    throw error;
  }
}
