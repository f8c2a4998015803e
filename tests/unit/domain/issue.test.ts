import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issuesOf } from '#shared/domain/issue.ts';
import { formOf } from '#shared/domain/record/forms.ts';
import { isStorable, unstorableText } from '#shared/domain/record/storable.ts';
import { stepKinds } from '#shared/domain/steps/index.ts';
import { faultLines } from '#shared/fault.ts';
import { translator } from '#shared/i18n/index.ts';
import { issueKey } from '#shared/i18n/issueText.ts';

describe('what is wrong with a record', () => {
  it('is one word and never what was given, whatever was given', () => {
    const forms = stepKinds.flatMap((kind) => formOf(kind) ?? []);
    const word = /^[a-z][a-z_]*$/;
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.jsonValue(), (form, given) => {
        for (const { message } of issuesOf(form.safeParse(given).error?.issues ?? [])) {
          expect(message).toMatch(word);
          for (const language of ['ru', 'kk'] as const)
            expect(translator(language)(issueKey(message))).toMatch(/\p{Script=Cyrillic}/u);
        }
      }),
    );
  });

  it('tells a short text from a missing one and a number from a text', () => {
    const given = z.strictObject({ name: z.string().min(2), sum: z.int().min(1), on: z.string() });
    expect(issuesOf(given.safeParse({ name: 'А', sum: 0, of: 1 }).error?.issues ?? [])).toEqual([
      { path: 'name', message: 'too_short' },
      { path: 'sum', message: 'number_needed' },
      { path: 'on', message: 'required' },
      { path: 'of', message: 'unknown_field' },
    ]);
  });
});

describe('a text that cannot be stored', () => {
  it('is found wherever it lies', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'grapheme-ascii' }),
        fc.constantFrom('\ud83d', 'а\u0000б'),
        (value, bad) => {
          expect(unstorableText({ kept: value })).toBeNull();
          expect(unstorableText({ list: [{ text: bad }] })).toMatchObject({ path: 'list.0.text' });
          expect(unstorableText({ [bad]: 1 })).not.toBeNull();
        },
      ),
    );
    expect(isStorable('🐘')).toBe(true);
  });
});

describe('a bug', () => {
  it('is told by its kind and places, and by nothing it was working on', () => {
    const cause = Object.assign(new Error('Key (iin)=(190908691809) exists'), {
      code: '23505',
      detail: 'Оспанов',
    });
    const told = faultLines(new TypeError('Оспанов Бекзат\n190908691809', { cause })).join('\n');
    expect(told).toMatch(/^TypeError\n\s+at /);
    expect(told).toContain('Error 23505');
    expect(told).not.toMatch(/Оспанов|1909/);
    expect(faultLines('Оспанов')).toEqual(['string']);
  });
});
