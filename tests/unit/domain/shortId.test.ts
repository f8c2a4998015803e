import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { shortId } from '#shared/domain/shortId.ts';

test('devices enrolled in the same moment are told apart', () => {
  const ids = Array.from({ length: 50 }, () => v7({ msecs: Date.parse('2026-01-10T08:00:00Z') }));
  expect(new Set(ids.map(shortId)).size).toBe(50);
  for (const id of ids) expect(id.endsWith(shortId(id).slice(1))).toBe(true);
});
