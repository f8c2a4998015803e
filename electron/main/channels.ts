/**
 * The names of the messages between the window's preload script and the shell.
 */
export const channels = {
  connect: 'uige:connect',
  port: 'uige:port',
  remember: 'uige:remember',
  print: 'uige:print',
  saveFile: 'uige:save-file',
  quit: 'uige:quit',
  menu: 'uige:menu',
} as const;
