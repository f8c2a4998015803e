/**
 * Files that a person names on the command line. One that is not there is wrong usage. No more is read than
 * may be used: a file may be a device without an end, or grow while it is read.
 */
import { open } from 'node:fs/promises';
import { fail, WrongUsage } from './failure.ts';
import type { Tool } from './tool.ts';

/**
 * @param most bytes; a longer file is refused with `file_too_large`
 * @throws WrongUsage where there is no such file, or it cannot be read
 */
export async function readBytes(file: string, most: number, tool: Tool): Promise<Uint8Array<ArrayBuffer>> {
  return (await beginning(file, most, tool)) ?? fail('file_too_large');
}

/** A text in UTF-8; `-` is the standard input. */
export async function readText(file: string, most: number, tool: Tool): Promise<string> {
  const bytes = file === '-' ? await collected(tool.world.stdin, most) : await beginning(file, most, tool);
  if (bytes === null) return fail('invalid', { issues: [{ path: '', message: 'too_large' }] });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('invalid', { issues: [{ path: '', message: 'not_utf8' }] });
  }
}

async function beginning(file: string, most: number, { t }: Tool): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const handle = await open(file);
    try {
      return await collected(handle.createReadStream({ autoClose: false }), most);
    } finally {
      await handle.close();
    }
  } catch {
    throw new WrongUsage(t('cli.fileUnreadable', { file }));
  }
}

/** All of a stream, or null where it is longer than `most` bytes. */
async function collected(
  stream: AsyncIterable<string | Buffer>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > most) return null;
    chunks.push(bytes);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
