/** Base64 with the standard alphabet, padded: how bytes travel inside JSON. */

/** Tenfold quicker where there is Node; a window has none. */
const node = typeof Buffer === 'undefined' ? null : Buffer;

export function toBase64(bytes: Uint8Array): string {
  if (node !== null) return node.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  return anywhere.toBase64(bytes);
}

/** Throws on text that is not base64. */
export function fromBase64(text: string): Uint8Array {
  if (node === null) return anywhere.fromBase64(text);
  const bytes = new Uint8Array(node.from(text, 'base64'));
  // Node passes over what it does not know
  if (bytes.length !== lengthOf(text)) throw new SyntaxError('not base64');
  return bytes;
}

function lengthOf(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return (text.length / 4) * 3 - padding;
}

/** What every runtime has. */
export const anywhere = {
  toBase64(bytes: Uint8Array): string {
    let text = '';
    // in pieces: a call takes only so many arguments
    for (let from = 0; from < bytes.length; from += 8192) {
      text += String.fromCharCode(...bytes.subarray(from, from + 8192));
    }
    return btoa(text);
  },

  fromBase64(text: string): Uint8Array {
    const decoded = atob(text);
    // by hand: an iterator over the text takes forty times as long
    const bytes = new Uint8Array(decoded.length);
    for (let at = 0; at < decoded.length; at += 1) bytes[at] = decoded.charCodeAt(at);
    return bytes;
  },
};
