/**
 * Where a person's profile is kept when nobody says otherwise: the same folder for the desktop app and for
 * the command line, so that both open the same profile.
 */
import path from 'node:path';

export interface HomeSources {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's own folder, as `os.homedir()` gives it. */
  readonly userFolder: string;
}

/** The profile's folder: `UIGE_HOME`, or the place where this system keeps the data of programs. */
export function profileHome({ platform, env, userFolder }: HomeSources): string {
  if (env.UIGE_HOME) return path.resolve(env.UIGE_HOME);
  switch (platform) {
    case 'win32':
      return path.join(env.LOCALAPPDATA || path.join(userFolder, 'AppData', 'Local'), 'Uige');
    case 'darwin':
      return path.join(userFolder, 'Library', 'Application Support', 'Uige');
    default:
      return path.join(env.XDG_DATA_HOME || path.join(userFolder, '.local', 'share'), 'uige');
  }
}
