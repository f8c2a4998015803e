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
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
