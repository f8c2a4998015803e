import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iinCheckDigit, iinMismatches, isValidIin, readIin } from '#shared/country/kz/iin.ts';

const prefixes = fc.stringMatching(/^\d{11}$/);

describe('the check digit of an ИИН', () => {
  it('is right for the published numbers, in the first pass and in the second', () => {
    expect(iinCheckDigit('79102830272')).toBe(8);
    expect(iinCheckDigit('06121160001')).toBe(2);
    expect(iinCheckDigit('15060750030')).toBe(9);
    expect(['791028302728', '061211600012', '150607500309'].every(isValidIin)).toBe(true);
  });

  it('does not exist for a prefix that is never issued', () => {
    expect(iinCheckDigit('15060750036')).toBeNull();
    for (let last = 0; last <= 9; last += 1) expect(isValidIin(`15060750036${last}`)).toBe(false);
  });

  it('is one of ten: every other last digit is found out', () => {
    fc.assert(
      fc.property(prefixes, (prefix) => {
        const right = iinCheckDigit(prefix);
        const valid = [...'0123456789'].filter((last) => isValidIin(prefix + last));
        expect(valid).toEqual(right === null ? [] : [String(right)]);
      }),
    );
  });
});

describe('what an ИИН says', () => {
  it('is the birth date with its century, and the sex', () => {
    expect(readIin('791028302728')).toMatchObject({ birthDate: '1979-10-28', sex: 'm', checkDigitOk: true });
    expect(readIin('061211600012')).toMatchObject({ birthDate: '2006-12-11', sex: 'f' });
  });

  it('is nothing where the digits name no day or no century, and the number is still kept', () => {
    expect(readIin('140231500000')).toMatchObject({ birthDate: null, sex: 'm' });
    expect(readIin('140210000000')).toMatchObject({ birthDate: null, sex: null });
  });

  it('is read of twelve digits only', () => {
    for (const text of ['', '79102830272', '7910283027281', '79102830272x', ' 791028302728'])
      expect(readIin(text)).toBeNull();
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => readIin(text) === null || text.length === 12));
  });
});

describe('a mismatch of an ИИН with what is known', () => {
  const reading = readIin('150607500309');

  it('names date, year and sex, and is silent on what is not known', () => {
    if (reading === null) throw new Error('twelve digits are read');
    const known = (birthDate: string | null, birthYear: number | null, sex: 'm' | 'f' | null) =>
      iinMismatches(reading, { birthDate, birthYear, sex });
    expect(known('2015-06-07', null, 'm')).toEqual([]);
    expect(known(null, null, null)).toEqual([]);
    expect(known('2015-06-08', null, 'f')).toEqual(['birth_date', 'sex']);
    expect(known(null, 2014, null)).toEqual(['birth_year']);
    expect(known(null, 2015, null)).toEqual([]);
  });
});
