/**
 * Where the shell finds the built parts of the app and keeps its own files. The bundle of this module is
 * dist/electron/main.js; everything else is named from there.
 */
import { homedir } from 'node:os';
import path from 'node:path';
import { profileHome } from '#host/home.ts';

const dist = path.resolve(import.meta.dirname, '..');

/** The built renderer: index.html and its assets. */
export const rendererFolder = path.join(dist, 'renderer');
export const hostEntry = path.join(dist, 'host', 'main.js');
export const preloadScript = path.join(dist, 'electron', 'preload.cjs');
export const windowIcon = path.join(dist, 'electron', 'icon.png');

/** The folder of the person's profile, which the host owns. */
export const home = profileHome({ platform: process.platform, env: process.env, userFolder: homedir() });
/** The folder inside it for what Electron and the shell write. */
export const shellFolder = path.join(home, 'window');
