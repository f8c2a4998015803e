/**
 * Keeps the window where it belongs: no other page, no other window, no embedded page, no permission, no
 * download and no network request but those that the tables of ./permissions.ts allow.
 */
import { app, type Session, type WebContents } from 'electron';
import { isAppUrl } from './appScheme.ts';
import { log } from './log.ts';
import { isPermissionAllowed, isRequestAllowed } from './permissions.ts';

/** For every page of the process, whatever made it. Call before the first window. */
export function guardPages(): void {
  app.on('web-contents-created', (_created, contents) => guardPage(contents));
}

function guardPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => {
    log('navigation.refused');
    return { action: 'deny' };
  });
  const stayInside = (event: { preventDefault(): void }, address: string): void => {
    if (isAppUrl(address)) return;
    log('navigation.refused');
    event.preventDefault();
  };
  contents.on('will-navigate', (event) => stayInside(event, event.url));
  contents.on('will-frame-navigate', (event) => stayInside(event, event.url));
  contents.on('will-redirect', (event) => stayInside(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    const allowed = isPermissionAllowed(permission);
    if (!allowed) log('permission.refused');
    answer(allowed);
  });
  session.setPermissionCheckHandler((_contents, permission) => isPermissionAllowed(permission));
  session.setDevicePermissionHandler(() => false);
  // Files leave the app through the save dialog of ./ipc.ts alone.
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isRequestAllowed(details.url) }));
  // The spell checker would download its dictionaries.
  session.setSpellCheckerEnabled(false);
}
