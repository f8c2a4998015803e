/** What a child is found by: folded words of the name, the case code and the ИИН, each after a space. */
import { foldName } from '#shared/domain/search/foldName.ts';

export interface Searchable {
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly caseCode: string;
  readonly iin: string | null;
}

export function searchText(child: Searchable): string {
  const name = [child.familyName, child.givenName, child.patronymic]
    .filter((part) => part !== null)
    .join(' ');
  const code = child.caseCode.toLowerCase();
  const words = [foldName(name), code.replaceAll('-', ''), code.split('-')[1] ?? '', child.iin ?? ''];
  return words
    .flatMap((part) => part.split(' '))
    .filter((word) => word !== '')
    .map((word) => ` ${word}`)
    .join('');
}

/**
 * The words to look for, each a beginning of some word of the search text. A word that could be
 * part of a case code or an ИИН is looked for as it stands as well: either will do.
 */
export function searchTerms(typed: string): readonly (readonly string[])[] {
  return typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const plain = word.toLowerCase().replaceAll('-', '');
      const folded = foldName(word)
        .split(' ')
        .filter((part) => part !== '');
      if (!/^[0-9a-z]+$/.test(plain)) return folded.map((part) => [part]);
      const asName = folded.join('');
      return [asName === plain || asName === '' ? [plain] : [plain, asName]];
    });
}
