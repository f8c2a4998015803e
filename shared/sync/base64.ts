/** Base64 with the standard alphabet, padded: how bytes travel inside JSON. */

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  // in pieces: a call takes only so many arguments
  for (let from = 0; from < bytes.length; from += 8192) {
    text += String.fromCharCode(...bytes.subarray(from, from + 8192));
  }
  return btoa(text);
}

/** Throws on text that is not base64. */
export function fromBase64(text: string): Uint8Array {
  const decoded = atob(text);
  // by hand: an iterator over the text takes forty times as long
  const bytes = new Uint8Array(decoded.length);
  for (let at = 0; at < decoded.length; at += 1) bytes[at] = decoded.charCodeAt(at);
  return bytes;
}
