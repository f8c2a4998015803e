/**
 * What the page may ask the browser engine for. Everything that is not in the table is refused; every line
 * in it says why it is there.
 */

interface AllowedPermission {
  readonly permission: string;
  readonly reason: string;
}

const allowed: readonly AllowedPermission[] = [
  {
    permission: 'clipboard-sanitized-write',
    reason: 'the person copies a case code or the recovery key with a button',
  },
];

export function isPermissionAllowed(permission: string): boolean {
  return allowed.some((line) => line.permission === permission);
}

/**
 * Schemes of requests that the page may make. The page has no network of its own: the host speaks to the
 * configured server.
 */
const allowedSchemes: readonly { readonly scheme: string; readonly reason: string }[] = [
  { scheme: 'app:', reason: 'the page and its files' },
  { scheme: 'blob:', reason: 'pictures and documents of a case, handed over by the host' },
  { scheme: 'data:', reason: 'small pictures inside the style sheets' },
  { scheme: 'devtools:', reason: 'the developer tools of an unpackaged build' },
];

export function isRequestAllowed(address: string): boolean {
  return allowedSchemes.some((line) => address.startsWith(line.scheme));
}
