/**
 * Reads the text of a PDF as a viewer's "copy" would: glyph numbers of the pages' streams, turned
 * into letters by the fonts' own ToUnicode tables. For PDFs with uncompressed streams, as ours are.
 * Spaces and line ends are dropped: where words begin is the viewer's guess.
 */
export interface ReadPdf {
  readonly pages: readonly string[];
  readonly fontNames: readonly string[];
  /** Letters that have a glyph of their own in the embedded fonts. */
  readonly letters: ReadonlySet<string>;
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const get = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const maps = new Map<string, ReadonlyMap<string, string>>();
  for (const [, body] of objects) {
    for (const [, name = '', font] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(get(font))?.[1];
      if (table !== undefined) maps.set(name, unicodeTable(get(table)));
    }
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\n/.test(body));
  return {
    pages: pages.map((page) => streamText(get(/\/Contents (\d+) 0 R/.exec(page)?.[1]), maps)),
    fontNames: [...objects.values()].flatMap((body) => /\/FontName \/(\S+)/.exec(body)?.[1] ?? []),
    letters: new Set([...maps.values()].flatMap((map) => [...map.values()])),
  };
}

/** Text as `readPdf` gives it, to look for. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s+/gu, '');
}

function objectsOf(file: string): Map<string, string> {
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    objects.set(id, body);
  }
  return objects;
}

function unicodeTable(stream: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [, first = '', list = ''] of stream.matchAll(/<(\w{4})> <\w{4}> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([\w ]*)>/g)].forEach(([, units = ''], index) => {
      const glyph = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
      table.set(glyph, utf16(units.replaceAll(' ', '')));
    });
  }
  return table;
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}

function streamText(stream: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let table: ReadonlyMap<string, string> = new Map();
  let text = '';
  for (const [, font, glyphs] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g)) {
    if (font !== undefined) table = maps.get(font) ?? new Map();
    // a glyph without a letter must not go unnoticed
    else for (const glyph of glyphs?.match(/.{4}/g) ?? []) text += table.get(glyph) ?? '\ufffd';
  }
  return withoutSpaces(text);
}
