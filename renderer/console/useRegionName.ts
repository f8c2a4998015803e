/** Names of regions in the page's language; of an unknown one its code as it is. */
import { useCallback } from 'react';
import { type RegionCode, regionCodes, regions } from '#shared/country/kz/regions.ts';
import { useLanguage } from '../ui/texts.tsx';

export function useRegionName(): (code: string | null) => string {
  const { language } = useLanguage();
  return useCallback(
    (code) => {
      if (code === null) return '—';
      const known = regionCodes.find((one) => one === code);
      return known === undefined ? code : regions[known][language];
    },
    [language],
  );
}

export function useRegionOptions(): { value: RegionCode; label: string }[] {
  const { language } = useLanguage();
  return regionCodes
    .map((value) => ({ value, label: regions[value][language] }))
    .toSorted((one, other) => one.label.localeCompare(other.label, language));
}
