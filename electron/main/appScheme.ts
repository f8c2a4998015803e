/**
 * The scheme that the window's page comes from: app://uige/…, served from the built renderer. A scheme of
 * its own has an origin, which file:// has not, so the page's policy and the checks of messages can name it.
 */
import { protocol, type Session } from 'electron';
import { readRendererFile } from '#host/transport/rendererFiles.ts';
import { rendererFolder } from './locations.ts';

const scheme = 'app';
export const appOrigin = `${scheme}://uige`;

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveAppScheme(session: Session): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || !isAppUrl(request.url)) return new Response(null, { status: 404 });
    const { status, headers, body } = await readRendererFile(rendererFolder, url.pathname);
    return new Response(body, { status, headers });
  });
}

/** Whether the address is a page of the app itself. */
export function isAppUrl(address: string): boolean {
  return address === appOrigin || address.startsWith(`${appOrigin}/`);
}
