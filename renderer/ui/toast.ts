/** Short messages at the edge of the window. Read out by screen readers; failures stay until closed. */
import { hideNotification, showNotification } from '@mantine/notifications';
import { useMemo } from 'react';
import { failureText } from './failureError.ts';
import { useText } from './texts.tsx';

const doneId = 'done';

export interface Toasts {
  done(message: string): void;
  /** A failure of the host, or a bug, in words. */
  failure(error: unknown): void;
  /** Something else that did not work, already in words. */
  problem(message: string): void;
}

export function useToasts(): Toasts {
  const t = useText();
  return useMemo(
    () => ({
      done: (message) => {
        // one at a time: ten saved steps are not ten messages
        hideNotification(doneId);
        showNotification({ id: doneId, message, color: 'home', autoClose: 3000, role: 'status' });
      },
      failure: (error) =>
        void showNotification({
          title: t('shell.failureTitle'),
          message: failureText(error, t),
          color: 'danger',
          autoClose: 12_000,
          role: 'alert',
        }),
      problem: (message) =>
        void showNotification({
          title: t('shell.failureTitle'),
          message,
          color: 'danger',
          autoClose: 12_000,
          role: 'alert',
        }),
    }),
    [t],
  );
}
