/**
 * The cookie that holds the session's token: no script reads it, no other site sends it, and over
 * TLS its name keeps any other host from setting it (RFC 6265bis, `__Host-`).
 */

/** Without TLS the prefix and `Secure` would make the browser drop it. */
function nameOf(secure: boolean): string {
  return secure ? '__Host-uige' : 'uige-console';
}

export function tokenIn(header: string | undefined, secure: boolean): string | null {
  const start = `${nameOf(secure)}=`;
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(start))?.slice(start.length) ?? null;
}

/** A session cookie: gone with the browser, and ended by the server long before. Null takes it back. */
export function cookieOf(token: string | null, secure: boolean): string {
  const parts = [`${nameOf(secure)}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict'];
  if (secure) parts.push('Secure');
  if (token === null) parts.push('Max-Age=0');
  return parts.join('; ');
}
