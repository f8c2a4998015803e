/**
 * The one window of the app. Its page runs in a sandbox of its own world, keeps nothing on disk (a session
 * in memory), and comes from app:// only.
 */
import { app, BrowserWindow, type Rectangle, type Session, screen } from 'electron';
import type { ShellSettings } from '#shared/contract/bridge.ts';
import { appOrigin } from './appScheme.ts';
import { preloadScript, windowIcon } from './locations.ts';
import { log } from './log.ts';
import { keepShellState, readShellState, type WindowBounds } from './shellState.ts';

const defaultSize = { width: 1366, height: 768 };
const smallestSize = { minWidth: 1024, minHeight: 640 };
/** The page's ground, shown until it has drawn itself. */
const ground = { light: '#f7f3ec', dark: '#1b2422' };

/** The argument that hands the settings to the preload script, as JSON. */
export const settingsArgument = '--uige-settings=';
/** The argument that hands the app's version to the preload script. */
export const versionArgument = '--uige-version=';

export function openWindow(session: Session): BrowserWindow {
  const { bounds, settings } = readShellState();
  const window = new BrowserWindow({
    ...defaultSize,
    ...(bounds !== undefined && isVisible(bounds) ? placeOf(bounds) : {}),
    ...smallestSize,
    show: false,
    title: 'Үйге',
    icon: windowIcon,
    backgroundColor: settings.colorScheme === 'dark' ? ground.dark : ground.light,
    webPreferences: {
      session,
      preload: preloadScript,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
      additionalArguments: preloadArguments(settings),
    },
  });
  if (bounds?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    keepShellState({ bounds: { ...window.getNormalBounds(), maximized: window.isMaximized() } }),
  );
  window.webContents.on('render-process-gone', (_event, details) => {
    log('window.crashed', { exitCode: details.exitCode });
    if (details.reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
  });
  void window.loadURL(`${appOrigin}/`);
  return window;
}

function preloadArguments(settings: ShellSettings): string[] {
  return [`${settingsArgument}${JSON.stringify(settings)}`, `${versionArgument}${app.getVersion()}`];
}

function placeOf({ x, y, width, height }: WindowBounds): Rectangle {
  return { x, y, width, height };
}

/** A display may be gone since the last time: a window outside of all of them could not be reached. */
function isVisible(bounds: WindowBounds): boolean {
  return screen.getAllDisplays().some(({ workArea }) => {
    const overlapX =
      Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    const overlapY =
      Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
    return overlapX >= 100 && overlapY >= 100;
  });
}
