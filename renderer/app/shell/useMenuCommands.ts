/** Carries out what was chosen in the application's menu. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useShell } from '../../ui/shellContext.tsx';

export function useMenuCommands(lock: () => void): void {
  const shell = useShell();
  const navigate = useNavigate();
  const latest = useRef(lock);
  latest.current = lock;
  useEffect(
    () =>
      shell.onMenu((command) => {
        if (command === 'lock') latest.current();
        if (command === 'import') void navigate({ to: '/children/import' });
        if (command === 'settings') void navigate({ to: '/settings' });
      }),
    [shell, navigate],
  );
}
