import { foldName } from './search/foldName.ts';

/** «Дом надежды», "ДОМ НАДЕЖДЫ" and Дом надежды are one name. */
export function isSameInstitution(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(name: string): string {
  return foldName(name.replaceAll(/[«»"'“”„‘’]/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}
