/** The answer of a gate: may this case move, and if not, precisely what is missing. */
import type { Stage } from '../stages.ts';
import type { GateItemId } from './checks.ts';

export type Answer = 'yes' | 'no' | 'not_known' | 'not_applicable' | 'unanswered';

export interface VerdictItem {
  readonly id: GateItemId;
  readonly answer: Answer;
  readonly satisfied: boolean;
  readonly veto: boolean;
  /** Unmet, but passed with a mitigation and another person's approval. */
  readonly overridden: boolean;
  /** Where counting helps: contacts 2 of 3. */
  readonly have?: number;
  readonly need?: number;
}

export interface Verdict {
  /** Version of the rules that gave it. */
  readonly rules: string;
  readonly to: Stage;
  readonly ready: boolean;
  readonly items: readonly VerdictItem[];
}
