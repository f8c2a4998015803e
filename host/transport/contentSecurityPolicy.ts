/**
 * What the renderer's page may load and where it may speak to: its own files and nothing else. One policy
 * for the desktop window and for the browser, so that neither can become the weaker one.
 */

/** What stands for the nonce in the built index.html; replaced with a fresh one in every answer. */
export const noncePlaceholder = '__UIGE_NONCE__';

/**
 * The Content-Security-Policy of one answer.
 * @param nonce the random nonce of this answer, for the style elements of the component library
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Positions and colours that components compute are style attributes, which cannot carry a nonce.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
