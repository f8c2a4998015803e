/** Carries out what was chosen in the application's menu. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useShell } from '../../ui/shellContext.tsx';

export function useMenuCommands(lock: () => void): void {
  const shell = useShell();
  const navigate = useNavigate();
  useEffect(
    () =>
      shell.onMenu((command) => {
        if (command === 'lock') lock();
        if (command === 'import') void navigate({ to: '/children/import' });
        if (command === 'settings') void navigate({ to: '/settings' });
      }),
    [shell, navigate, lock],
  );
}
