/**
 * One deed of a person: called on the server, told when done, refused in words; what the pages show
 * is asked for anew afterwards.
 */
import { hideNotification, showNotification } from '@mantine/notifications';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useFailureText } from './useFailureText.ts';

export interface DeedOptions<Output, Input> {
  readonly act: (input: Input) => Promise<Output>;
  readonly onDone?: (output: Output, input: Input) => void;
  /** Told at the edge of the window. */
  readonly say?: (output: Output, input: Input) => string;
}

export function useDeed<Output, Input = void>({
  act,
  onDone,
  say,
}: DeedOptions<Output, Input>): UseMutationResult<Output, Error, Input> & {
  readonly trouble: string | null;
} {
  const queries = useQueryClient();
  const failureText = useFailureText();
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: (output, input) => {
      void queries.invalidateQueries();
      if (say !== undefined) {
        hideNotification('done');
        showNotification({
          id: 'done',
          message: say(output, input),
          color: 'home',
          autoClose: 4000,
          role: 'status',
        });
      }
      onDone?.(output, input);
    },
  });
  return { ...mutation, trouble: mutation.error === null ? null : failureText(mutation.error) };
}
