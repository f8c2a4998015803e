/**
 * Names under which files leave the app. The name of a document comes from whoever attached it, on some
 * other device: it leads into no folder, turns no writing round ("gpj.exe" that reads "exe.jpg"), and has
 * no ending by which a system would run the file.
 */

/** What a viewer opens; a program, script, shortcut, page or book with macros is not among them. */
const knownEndings: ReadonlySet<string> = new Set(
  (
    'pdf jpg jpeg png gif bmp tif tiff webp heic heif txt rtf doc docx odt xls xlsx ods csv ppt pptx odp ' +
    'mp3 m4a ogg wav mp4 mov webm zip eml p7s p7m sig cms'
  ).split(' '),
);

/** What nothing opens by itself. */
const unknownEnding = 'bin';
const longest = 200;

/** A name without folders, as Windows, macOS and Linux take it; its ending stays. */
export function plainFileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, '_')
    .slice(-longest)
    .toWellFormed()
    // Windows drops what stands at the end
    .replace(/[. ]+$/, '')
    .trimStart();
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain);
  return plain === '' || plain.startsWith('.') || reserved ? `_${plain}` : plain;
}

/** Whether a viewer opens the file, by its ending. */
export function isKnownDocument(fileName: string): boolean {
  const at = fileName.lastIndexOf('.');
  return at > 0 && knownEndings.has(fileName.slice(at + 1).toLowerCase());
}

/** For a copy of a document: an ending that is not a document's gets one more, so that a click runs nothing. */
export function copyName(given: string): string {
  const plain = plainFileName(given);
  return isKnownDocument(plain) ? plain : `${plain}.${unknownEnding}`;
}
