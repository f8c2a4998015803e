/**
 * Texts that go into a spreadsheet: an institution named "=HYPERLINK(…)" must stay a name. A text
 * that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection);
 * control characters, which XML cannot hold, become spaces.
 */
const opensFormula = /^\s*[=+\-@＝＋－＠]/;

export function spreadsheetText(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
  return opensFormula.test(plain) ? `'${plain}` : plain;
}
