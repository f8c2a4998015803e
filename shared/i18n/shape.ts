/**
 * What a language must say: every text of the Russian reference, and nothing else. Russian counts in
 * four forms; Kazakh and English need only `_one` and `_other`, so `_few` and `_many` may be left out.
 */
type RussianOnly = `${string}_few` | `${string}_many`;

/** The keys of a chapter, with any texts under them. `kk` and `en` are declared `satisfies Shape<typeof ru>`. */
export type Shape<Texts> = {
  readonly [Key in keyof Texts as Key extends RussianOnly ? never : Key]: Texts[Key] extends string
    ? string
    : Shape<Texts[Key]>;
} & {
  readonly [Key in keyof Texts as Key extends RussianOnly ? Key : never]?: string;
};

type WithoutPlural<Key extends string> = Key extends `${infer Base}_${'one' | 'few' | 'many' | 'other'}`
  ? Base
  : Key;

/** Paths of all texts, joined by dots; plural forms are asked for by their common name and `count`. */
export type KeyOf<Texts> = {
  [Key in keyof Texts & string]: Texts[Key] extends string
    ? WithoutPlural<Key>
    : `${Key}.${KeyOf<Texts[Key]>}`;
}[keyof Texts & string];
