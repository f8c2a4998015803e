/** Files that a person names on the command line. One that is not there is wrong usage. */
import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { WrongUsage } from './failure.ts';
import type { Tool } from './tool.ts';

export async function readBytes(file: string, { t }: Tool): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return Uint8Array.from(await readFile(file));
  } catch {
    throw new WrongUsage(t('cli.fileUnreadable', { file }));
  }
}

/** A text file in UTF-8; `-` is the standard input. */
export async function readText(file: string, tool: Tool): Promise<string> {
  if (file === '-') return textOf(tool.world.stdin);
  return new TextDecoder().decode(await readBytes(file, tool));
}
