/**
 * The nonce of the page's Content-Security-Policy, for the component library's style elements
 * (`<MantineProvider getStyleNonce={cspNonce}>`).
 */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
