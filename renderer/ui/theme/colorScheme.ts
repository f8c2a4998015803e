/** Light, dark, or as the system has it: remembered by the shell, not by the page. */
import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import type { Shell } from '../shell.ts';

export function colorSchemeManager(shell: Shell): MantineColorSchemeManager {
  let current: MantineColorScheme | undefined = shell.settings.colorScheme;
  return {
    get: (fallback) => current ?? fallback,
    set: (value) => {
      current = value;
      shell.remember({ colorScheme: value });
    },
    // One window: nobody else changes it.
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => undefined,
  };
}
