import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyName, isKnownDocument, plainFileName } from '#shared/domain/fileName.ts';

describe('the name of a file that leaves the app', () => {
  test('keeps what a person wrote', () => {
    expect(plainFileName('Акт передачи № 4 (көшірме).pdf')).toBe('Акт передачи № 4 (көшірме).pdf');
  });

  test.each([
    ['../../.bashrc', '_.bashrc'],
    ['..\\..\\Startup\\акт.pdf', 'акт.pdf'],
    ['C:\\Windows\\акт.pdf', 'акт.pdf'],
    ['a\u0000b\n.pdf', 'a_b_.pdf'],
    ['акт\u202efdp.exe', 'акт_fdp.exe'],
    ['акт.pdf:hidden.exe', 'акт.pdf_hidden.exe'],
    ['NUL.pdf', '_NUL.pdf'],
    ['com1', '_com1'],
    ['акт.exe. . .', 'акт.exe'],
    ['', '_'],
    ['\ud800.pdf', '\ufffd.pdf'],
  ])('%j becomes %j', (given, plain) => {
    expect(plainFileName(given)).toBe(plain);
  });

  test('whatever is given, is one name that every system takes, and stays it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const plain = plainFileName(given);
        expect(plain).toMatch(/^(?!\.)[^\\/<>:"|?*\p{C}]{1,201}$/u);
        expect(plain).not.toMatch(/[. ]$/);
        expect(plainFileName(plain)).toBe(plain);
      }),
    );
  });
});

describe('the copy of a document that somebody attached', () => {
  test('opens in a viewer where it is a document', () => {
    for (const name of ['акт.pdf', 'Фото.JPG', 'решение.docx', 'подпись.p7s'])
      expect(copyName(name)).toBe(name);
  });

  test('is run by no click, whatever its name ends in', () => {
    const endings =
      'exe com scr bat cmd ps1 vbs js jse wsf hta msi lnk url desktop sh html htm svg xhtml docm xlsm jar app iso img chm reg';
    for (const ending of endings.split(' ')) {
      const name = copyName(`справка.pdf.${ending}`);
      expect(name).toBe(`справка.pdf.${ending}.bin`);
      expect(isKnownDocument(name)).toBe(false);
    }
    expect(copyName('справка')).toBe('справка.bin');
    expect(copyName('справка.exe\u200b')).toBe('справка.exe_.bin');
    expect(copyName('справка.exe ')).toBe('справка.exe.bin');
  });
});
