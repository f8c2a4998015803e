/**
 * How a stage is coloured. Being home is a stop of the way and not yet a success: only a case that was closed,
 * after its months at home and with the child seen, is shown as having gone well.
 */
import type { Stage } from '#shared/domain/stages.ts';
import type { Tone } from './Chip.tsx';

export const stageTones: Readonly<Record<Stage, Tone>> = {
  identified: 'plain',
  assessment: 'work',
  planning: 'work',
  preparation: 'work',
  approved: 'home',
  trial_stay: 'home',
  returned: 'home',
  closed: 'well',
  on_hold: 'soon',
  reentered: 'danger',
  transferred: 'plain',
  deceased: 'plain',
  aged_out: 'plain',
  alternative_family: 'home',
};
