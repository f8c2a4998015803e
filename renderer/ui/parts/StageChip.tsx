/** Where a child is on the way home. */
import type { Stage } from '#shared/domain/stages.ts';
import { useText } from '../texts.tsx';
import { Chip, type Tone } from './Chip.tsx';

const tones: Readonly<Record<Stage, Tone>> = {
  identified: 'plain',
  assessment: 'work',
  planning: 'work',
  preparation: 'work',
  approved: 'home',
  trial_stay: 'home',
  returned: 'well',
  closed: 'well',
  on_hold: 'soon',
  reentered: 'danger',
  transferred: 'plain',
  deceased: 'plain',
  aged_out: 'plain',
  alternative_family: 'well',
};

export function StageChip({ stage, suffix }: { stage: Stage; suffix?: string }) {
  const t = useText();
  const name = t(`domain.stages.${stage}`);
  return <Chip tone={tones[stage]}>{suffix === undefined ? name : `${name} · ${suffix}`}</Chip>;
}
