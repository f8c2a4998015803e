/** Where a child is on the way home. */
import type { Stage } from '#shared/domain/stages.ts';
import { useText } from '../texts.tsx';
import { Chip } from './Chip.tsx';
import { stageTones } from './stageTones.ts';

export function StageChip({ stage, suffix }: { stage: Stage; suffix?: string }) {
  const t = useText();
  const name = t(`domain.stages.${stage}`);
  return <Chip tone={stageTones[stage]}>{suffix === undefined ? name : `${name} · ${suffix}`}</Chip>;
}
