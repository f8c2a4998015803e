/**
 * The application menu, in the window's language. What the window must do itself goes to it as a command.
 */
import { app, type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '#shared/contract/bridge.ts';
import { type ShellLanguage, type ShellTexts, shellTexts } from '#shared/i18n/shell.ts';
import { channels } from './channels.ts';
import { printWindow } from './printing.ts';

export function showMenu(window: BrowserWindow, language: ShellLanguage): void {
  const texts = shellTexts[language];
  const command = (name: MenuCommand) => () => window.webContents.send(channels.menu, name);
  const template: MenuItemConstructorOptions[] = [
    {
      label: texts.file,
      submenu: [
        { label: texts.import, accelerator: 'CmdOrCtrl+O', click: command('import') },
        { label: texts.print, accelerator: 'CmdOrCtrl+P', click: () => void printWindow(window) },
        { type: 'separator' },
        { label: texts.settings, accelerator: 'CmdOrCtrl+,', click: command('settings') },
        { label: texts.lock, accelerator: 'CmdOrCtrl+L', click: command('lock') },
        { type: 'separator' },
        { label: texts.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
      ],
    },
    { label: texts.edit, submenu: editItems(texts) },
    { label: texts.view, submenu: viewItems(texts) },
    { label: texts.help, submenu: [{ label: texts.about, click: () => app.showAboutPanel() }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function editItems(texts: ShellTexts): MenuItemConstructorOptions[] {
  return [
    { role: 'undo', label: texts.undo },
    { role: 'redo', label: texts.redo },
    { type: 'separator' },
    { role: 'cut', label: texts.cut },
    { role: 'copy', label: texts.copy },
    { role: 'paste', label: texts.paste },
    { role: 'selectAll', label: texts.selectAll },
  ];
}

function viewItems(texts: ShellTexts): MenuItemConstructorOptions[] {
  const everyday: MenuItemConstructorOptions[] = [
    { role: 'zoomIn', label: texts.zoomIn },
    { role: 'zoomOut', label: texts.zoomOut },
    { role: 'resetZoom', label: texts.resetZoom },
    { role: 'togglefullscreen', label: texts.fullScreen },
  ];
  if (app.isPackaged) return everyday;
  return [
    ...everyday,
    { type: 'separator' },
    { role: 'reload', label: texts.reload },
    { role: 'toggleDevTools', label: texts.developerTools },
  ];
}
