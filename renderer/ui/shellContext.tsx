/** The desktop shell (or the browser in its place) for whoever prints, saves a file or remembers a setting. */
import { createContext, type ReactNode, useContext } from 'react';
import type { Shell } from './shell.ts';

const ShellContext = createContext<Shell | null>(null);

export function ShellProvider({ shell, children }: { shell: Shell; children: ReactNode }) {
  return <ShellContext value={shell}>{children}</ShellContext>;
}

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error('no ShellProvider');
  return shell;
}
