import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { home, register, Uige } from '#tests/support/uige.ts';

const imported = z.object({
  rows: z.int(),
  created: z.int(),
  registerDate: z.string().nullable(),
  duplicates: z.array(z.object({ row: z.int(), of: z.int().nullable(), caseCode: z.string().nullable() })),
  warnings: z.array(z.object({ row: z.int(), field: z.string(), code: z.string() })),
  errors: z.array(z.unknown()),
});
const children = z.array(
  z.looseObject({
    caseCode: z.string(),
    childId: z.uuid(),
    name: z.string(),
    birthDate: z.string().nullable(),
    birthYear: z.int().nullable(),
    sex: z.enum(['m', 'f']),
    iin: z.string().nullable(),
    stage: z.string(),
    siblings: z.int(),
  }),
);
const expected = z.object({
  rows: z.int(),
  children: z.int(),
  boys: z.int(),
  girls: z.int(),
  registerDate: z.string().optional(),
  duplicates: z.array(z.object({ row: z.int(), of: z.int() })),
  siblings: z.int().optional(),
});

function expectationOf(name: string): z.infer<typeof expected> {
  return expected.parse(JSON.parse(readFileSync(`tests/fixtures/registers/${name}.expected.json`, 'utf8')));
}

const intoHome = ['--institution', home];

describe.each([
  ['dom-nadezhdy', 'xlsx'],
  ['koldau-ortalygy', 'xlsx'],
  ['dom-rebenka-1251', 'csv'],
])('uige import of %s', (name, extension) => {
  const file = `tests/fixtures/registers/${name}.${extension}`;
  const right = expectationOf(name);
  const uige = new Uige();
  let result: z.infer<typeof imported>;
  beforeAll(async () => {
    await uige.init();
    result = await uige.json(imported, ['import', file, ...intoHome]);
  });
  afterAll(() => uige.remove());

  it('finds what a right import finds', async () => {
    expect(result.rows).toBe(right.rows);
    expect(result.created).toBe(right.children);
    expect(result.duplicates.map(({ row, of }) => ({ row, of }))).toEqual(right.duplicates);
    expect(result.errors).toEqual([]);
    if (right.registerDate !== undefined) expect(result.registerDate).toBe(right.registerDate);

    const listed = await uige.json(children, ['children']);
    expect(listed).toHaveLength(right.children);
    expect(listed.filter((child) => child.sex === 'm')).toHaveLength(right.boys);
    expect(listed.filter((child) => child.sex === 'f')).toHaveLength(right.girls);
    if (right.siblings !== undefined) {
      expect(listed.filter((child) => child.siblings > 1)).toHaveLength(right.siblings);
    }
  });

  it('creates nobody twice from the same file', async () => {
    const again = await uige.json(imported, ['import', file, ...intoHome]);
    expect(again.created).toBe(0);
    expect(again.duplicates).toHaveLength(right.rows);
    expect(again.duplicates.every(({ of, caseCode }) => of !== null || caseCode !== null)).toBe(true);
    expect(await uige.json(children, ['children'])).toHaveLength(right.children);
  });
});

describe('the register of «Дом надежды»', () => {
  const uige = new Uige();
  let warnings: z.infer<typeof imported>['warnings'];
  beforeAll(async () => {
    await uige.init();
    ({ warnings } = await uige.json(imported, ['import', register, ...intoHome]));
  });
  afterAll(() => uige.remove());

  it('has its doubtful cells named by row and its lost zero restored', async () => {
    const rowsOf = (code: string): number[] =>
      warnings.filter((one) => one.code === code).map((one) => one.row);
    expect(rowsOf('iin_leading_zero_restored')).toEqual([17]);
    expect(rowsOf('iin_check_digit')).toEqual([26]);
    expect(rowsOf('birth_year_only')).toEqual([22]);
    expect(rowsOf('iin_missing')).toEqual(expect.arrayContaining([11, 22, 33]));
    expect(await uige.json(children, ['children', '--search', '090404591138'])).toHaveLength(1);
  });

  it('is searched whatever letters are typed', async () => {
    const names = async (text: string): Promise<string[]> =>
      (await uige.json(children, ['children', '--search', text])).map((child) => child.name);
    expect(await names('алимханов данияр')).toEqual(['Әлімханов Данияр', 'Әлімханов Данияр Русланович']);
    expect(await names('артем ким')).toEqual(['Ким Артём Русланович']);
  });

  it('shows one stage when asked', async () => {
    expect(await uige.json(children, ['children', '--stage', 'identified'])).toHaveLength(33);
    expect(await uige.json(children, ['children', '--stage', 'returned'])).toEqual([]);
  });
});

describe('a corrected child', () => {
  it('is found again by the list that did not know better', async () => {
    const uige = new Uige();
    try {
      await uige.init();
      await uige.json(imported, ['import', register, ...intoHome]);
      const [first] = await uige.json(children, ['children']);
      const set = { givenName: 'Совсем-Другое', birthDate: '2012-12-12', iin: null };
      const amendment = JSON.stringify({ set, reason: 'по свидетельству' });
      const record = ['record', first?.caseCode ?? '', 'child.amended', '--data', '-'];
      await uige.json(z.unknown(), record, amendment);
      expect((await uige.json(imported, ['import', register, ...intoHome])).created).toBe(0);
    } finally {
      uige.remove();
    }
  });
});

describe('an empty profile', () => {
  const uige = new Uige();
  beforeAll(() => uige.init());
  afterAll(() => uige.remove());

  it('stays empty after a dry run', async () => {
    const looked = await uige.json(imported, ['import', register, ...intoHome, '--dry-run']);
    expect(looked).toMatchObject({ rows: 34, created: 0, duplicates: [{ row: 38, of: 13 }] });
    expect(await uige.json(children, ['children'])).toEqual([]);
  });

  it.each([
    ['a text that is no table', 'list.xlsx', 'Список детей', 'file_damaged'],
    ['an empty file', 'empty.csv', '', 'file_empty'],
    ['a list without children', 'goods.csv', 'Товар;Цена\nМука;300\nСахар;500\n', 'not_a_register'],
  ])('refuses %s with a clear answer', async (_, name, content, code) => {
    const file = path.join(uige.folder, name);
    writeFileSync(file, content);
    const { status, error, stderr } = await uige.refused(['import', file, ...intoHome]);
    expect(status).toBe(1);
    expect(error.code).toBe(code);
    expect(stderr).toContain(error.message);
    expect(await uige.json(children, ['children'])).toEqual([]);
  });
});

describe('uige import --keep-duplicates', () => {
  it('takes in probable duplicates too', async () => {
    const uige = new Uige();
    try {
      await uige.init();
      const kept = await uige.json(imported, ['import', register, ...intoHome, '--keep-duplicates']);
      expect(kept).toMatchObject({ created: 34, duplicates: [] });
    } finally {
      uige.remove();
    }
  });
});
