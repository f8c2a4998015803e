import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mayApprove, mayRead, mayWrite, permissionsTable } from '#shared/domain/permissions.ts';
import { roles } from '#shared/domain/roles.ts';
import { findKind, stepKinds } from '#shared/domain/steps/index.ts';

/** The formatter may pad the columns of a table. */
function cells(table: string): string {
  return table.replaceAll(/ *\| */g, '|').replaceAll(/-+/g, '-');
}

test('docs/permissions.md prints the table as it is in the code', () => {
  const page = readFileSync(new URL('../../../docs/permissions.md', import.meta.url), 'utf8');
  expect(cells(page)).toContain(cells(permissionsTable()));
});

test('nobody but the server writes what is derived', () => {
  const derived = stepKinds.map(findKind).filter((kind) => kind?.group === 'derived');
  expect(derived.length).toBeGreaterThan(0);
  for (const kind of derived) {
    expect(kind && mayWrite(roles, kind.feed, kind.group)).toBe(false);
  }
});

test('a director sees figures, plan and roster, and no case', () => {
  expect((['institution', 'plan', 'roster'] as const).map((feed) => mayRead(['director'], feed))).toEqual([
    true,
    true,
    true,
  ]);
  expect(mayRead(['director'], 'case')).toBe(false);
});

test('an administrator keeps the directory and sees no case', () => {
  expect(mayWrite(['administrator'], 'directory', 'directory')).toBe(true);
  expect(
    (['institution', 'plan', 'roster', 'case'] as const).some((feed) => mayRead(['administrator'], feed)),
  ).toBe(false);
});

test('only a supervisor is the second person for an approval', () => {
  expect(roles.filter((role) => mayApprove([role], 'case'))).toEqual(['supervisor']);
});
