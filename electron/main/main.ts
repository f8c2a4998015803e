/**
 * The desktop shell: one window, one host, and the order in which they come and go. It knows no database
 * and no rule of the case work.
 */
import { app, BrowserWindow, type MessagePortMain, powerMonitor, safeStorage, session } from 'electron';
import { registerAppScheme, serveAppScheme } from './appScheme.ts';
import { computerStore } from './computerStore.ts';
import { guardPages, guardSession } from './guards.ts';
import { startChildHost } from './hostChild.ts';
import { HostSupervisor } from './hostSupervisor.ts';
import { startUtilityHost } from './hostUtility.ts';
import { answerWindow } from './ipc.ts';
import { languageOf } from './language.ts';
import { home, hostEntry, shellFolder } from './locations.ts';
import { log } from './log.ts';
import { showMenu } from './menu.ts';
import { readShellState } from './shellState.ts';
import { openWindow } from './window.ts';

app.setName('Uige');
app.setPath('userData', shellFolder);
app.setAboutPanelOptions({ applicationName: 'Үйге', applicationVersion: app.getVersion() });
registerAppScheme();
guardPages();

/** In a packaged app the host is always the one inside it, whatever the environment says. */
const hostNode = app.isPackaged ? undefined : process.env.UIGE_HOST_NODE;

const store = computerStore(safeStorage, process.platform);

const host = new HostSupervisor<MessagePortMain>({
  start: () =>
    hostNode === undefined
      ? startUtilityHost(store)
      : startChildHost({ node: hostNode, entry: hostEntry, env: { ...process.env, UIGE_HOME: home }, store }),
  log,
  now: () => performance.now(),
});

function open(): void {
  // Without `persist:` the session lives in memory: the page leaves nothing on the disk.
  const memory = session.fromPartition('uige');
  serveAppScheme(memory);
  guardSession(memory);
  const window = openWindow(memory);
  answerWindow(window, host);
  showMenu(window, languageOf(readShellState().settings));
  powerMonitor.on('suspend', () => host.lock());
  powerMonitor.on('lock-screen', () => host.lock());
}

function showFirstWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}

let ended = false;
function endHostFirst(event: { preventDefault(): void }): void {
  if (ended) return;
  event.preventDefault();
  void host.end().then(() => {
    ended = true;
    log('app.quitting');
    // In a turn of its own: while the event is still being handled Electron would not hear it.
    setImmediate(() => app.quit());
  });
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showFirstWindow);
  // On macOS too: a closed window means that the work is put away, and with it the open profile.
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', endHostFirst);
  log('app.started');
  // Not awaited: in an ES module a top-level await of `ready` never ends.
  void app.whenReady().then(open);
} else {
  app.quit();
}
