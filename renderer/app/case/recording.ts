/** How the cards of a file open a form: which one, and about what. */
import { createContext, useContext } from 'react';
import type { CaseView } from '#shared/contract/views.ts';
import type { FormId } from './forms/formIds.ts';

export interface Recording {
  readonly view: CaseView;
  /** Whether this person may record this kind here. */
  may(form: FormId): boolean;
  open(form: FormId, about?: string): void;
}

export const RecordingContext = createContext<Recording | null>(null);

export function useRecording(): Recording {
  const recording = useContext(RecordingContext);
  if (recording === null) throw new Error('no RecordingContext');
  return recording;
}
