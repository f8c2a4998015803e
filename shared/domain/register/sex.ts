/** The child's sex as registers write it, in three languages and a dozen ways. */
import type { Sex } from '../../country/kz/iin.ts';
import { foldLetters } from '../search/foldName.ts';

const boy =
  /^(м|муж|мужск|мужской|мужчина|мал|мальч|мальчик|сын|ер|ер бала|ер адам|ер жынысты|еркек|ул|ул бала|е|m|male|boy)$/;
const girl =
  /^(ж|жен|женск|женский|женщина|дев|девоч|девочка|дочь|аиел|айел|айел жынысты|кыз|кыз бала|к|а|f|female|girl)$/;

/** Reads a cell of the column of sexes; null where it is none of the known ways. */
export function readSex(text: string): Sex | null {
  const folded = foldLetters(text)
    .replace(/[^а-яa-z ]/g, '')
    .trim();
  if (boy.test(folded)) return 'm';
  return girl.test(folded) ? 'f' : null;
}
