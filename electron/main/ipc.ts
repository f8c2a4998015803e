/**
 * The window's requests to the shell. Each is taken from the main frame of our own window only, with our
 * own origin, and its arguments are parsed before anything is done; whatever else comes is refused.
 */
import { app, type BrowserWindow, type IpcMainInvokeEvent, ipcMain, MessageChannelMain } from 'electron';
import { z } from 'zod';
import { shellSettingsFrom } from '#shared/contract/bridge.ts';
import { shellTexts } from '#shared/i18n/shell.ts';
import { isAppUrl } from './appScheme.ts';
import { channels } from './channels.ts';
import type { HostSupervisor } from './hostSupervisor.ts';
import { languageOf } from './language.ts';
import { log } from './log.ts';
import { showMenu } from './menu.ts';
import { printWindow } from './printing.ts';
import { saveFile } from './saving.ts';
import { keepShellState, readShellState } from './shellState.ts';

const fileArguments = z.tuple([z.string().min(1).max(250), z.instanceof(Uint8Array)]);
const noArguments = z.tuple([]);

export function answerWindow(window: BrowserWindow, host: HostSupervisor): void {
  const answer = <Arguments>(
    channel: string,
    schema: z.ZodType<Arguments>,
    work: (given: Arguments) => unknown,
  ): void => {
    // The window may be opened anew; the former one's answers end with it.
    ipcMain.removeHandler(channel);
    ipcMain.handle(channel, (event, ...given) => {
      if (!comesFrom(window, event)) {
        log('message.refused');
        throw new Error('refused');
      }
      return work(schema.parse(given));
    });
  };

  answer(channels.connect, noArguments, async () => {
    const { port1, port2 } = new MessageChannelMain();
    const connected = await host.connect(port1);
    if (connected && !window.isDestroyed()) window.webContents.postMessage(channels.port, null, [port2]);
    return connected;
  });
  answer(channels.remember, z.tuple([z.unknown().transform(shellSettingsFrom)]), ([change]) => {
    const settings = { ...readShellState().settings, ...change };
    keepShellState({ settings });
    showMenu(window, languageOf(settings));
  });
  answer(channels.print, noArguments, () => printWindow(window));
  answer(channels.saveFile, fileArguments, ([name, content]) => {
    const { saveTitle } = shellTexts[languageOf(readShellState().settings)];
    return saveFile(window, saveTitle, name, content);
  });
  answer(channels.quit, noArguments, () => app.quit());
}

function comesFrom(window: BrowserWindow, event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    isAppUrl(frame.url)
  );
}
