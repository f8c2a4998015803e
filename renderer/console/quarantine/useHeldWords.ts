/** Kinds and reasons in words; what has none, from a newer device, as it is. Who sent steps, and how many. */
import type { WithheldLine } from '#shared/console/oversight.ts';
import { shortId } from '#shared/domain/shortId.ts';
import { useText } from '../../ui/texts.tsx';
import { useSay } from '../../ui/useSay.ts';
import { casesIn } from './heldGroups.ts';

export function useHeldWords() {
  const say = useSay();
  const t = useText();
  const word = (key: string, plain: string): string => {
    const said = say(key);
    return said === key ? plain : said;
  };
  return {
    kind: (kind: string): string => word(`domain.kinds.${kind}`, kind),
    reason: (reason: string): string => word(`console.quarantine.reasons.${reason}`, reason),
    author: ({ name, login }: WithheldLine): string =>
      name === null ? '—' : login === null ? name : `${name} (${login})`,
    device: ({ deviceId, name }: WithheldLine): string =>
      name === null ? shortId(deviceId) : `${shortId(deviceId)} · ${name}`,
    amount: (steps: readonly WithheldLine[]): string => {
      const cases = casesIn(steps);
      return t('console.quarantine.amount', {
        steps: t('console.quarantine.steps', { count: steps.length }),
        cases:
          cases === 0 ? t('console.quarantine.inNoCase') : t('console.quarantine.inCases', { count: cases }),
      });
    },
  };
}
