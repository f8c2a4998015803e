/** Tells the kind of a file by its bytes; the name only decides what a broken file was meant to be. */

export type FileKind = 'packed' | 'compound' | 'markup' | 'text' | 'broken_spreadsheet' | 'unsupported';

const signatures: readonly (readonly [FileKind, readonly number[]])[] = [
  ['packed', [0x50, 0x4b, 0x03, 0x04]],
  ['compound', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['unsupported', [0x25, 0x50, 0x44, 0x46]], // PDF
  ['unsupported', [0x89, 0x50, 0x4e, 0x47]], // PNG
  ['unsupported', [0xff, 0xd8, 0xff]], // JPEG
  ['unsupported', [0x47, 0x49, 0x46, 0x38]], // GIF
  ['unsupported', [0x52, 0x61, 0x72, 0x21]], // RAR
  ['unsupported', [0x37, 0x7a, 0xbc, 0xaf]], // 7z
  ['unsupported', [0x1f, 0x8b]], // gzip
  ['unsupported', [0x7b, 0x5c, 0x72, 0x74, 0x66]], // RTF
];

/** The kind of a file that has at least one byte. */
export function kindOfFile(bytes: Uint8Array, fileName: string): FileKind {
  const known = signatures.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte));
  if (known !== undefined) return known[0];
  const spreadsheetName = /\.(xlsx|xlsm|xlsb|xls|ods)$/i.test(fileName);
  if (!isText(bytes)) return spreadsheetName ? 'broken_spreadsheet' : 'unsupported';
  if (/^\s*</.test(Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace(/^ï»¿/, '')))
    return 'markup';
  return spreadsheetName && !/\.xls$/i.test(fileName) ? 'broken_spreadsheet' : 'text';
}

/** Text has no control signs but line ends and tabs; NUL is allowed where UTF-16 puts it. */
function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536);
  let nul = 0;
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) nul += 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a)) control += 1;
  }
  const bom16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (bom16) return true;
  // UTF-16 of Cyrillic text: high bytes 0x04 beside letters, NUL beside signs and digits
  return control * 50 <= sample.length ? nul === 0 || looksUtf16(sample) : looksUtf16(sample);
}

/** True where every second byte is NUL or 0x04, as in UTF-16 text of the country's languages. */
export function looksUtf16(bytes: Uint8Array): boolean {
  return highByteShare(bytes, 1) > 0.9 || highByteShare(bytes, 0) > 0.9;
}

/** Share of NUL and 0x04 among the bytes at even (0) or odd (1) places. */
export function highByteShare(bytes: Uint8Array, parity: 0 | 1): number {
  let high = 0;
  let all = 0;
  for (let at = parity; at < Math.min(bytes.length, 8_192); at += 2) {
    all += 1;
    if (bytes[at] === 0 || bytes[at] === 4) high += 1;
  }
  return all === 0 ? 0 : high / all;
}
