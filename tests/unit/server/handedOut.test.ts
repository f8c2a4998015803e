import { expect, test } from 'vitest';
import { HandedOut } from '#server/audit/handedOut.ts';

test('what is handed out in pieces is told once, and never less than once', () => {
  const handedOut = new HandedOut();
  expect(handedOut.isDue('a', 'document', 0)).toBe(true);
  expect(handedOut.isDue('a', 'document', 2048)).toBe(false);
  expect(handedOut.isDue('b', 'document', 2048), 'another device').toBe(true);
  expect(handedOut.isDue('a', 'another', 1), 'not from its beginning').toBe(true);
  expect(handedOut.isDue('a', 'document', 0), 'from the beginning again').toBe(true);
});

test('what was forgotten because of many others is told again', () => {
  const handedOut = new HandedOut();
  handedOut.isDue('a', 'document', 0);
  for (let at = 0; at < 10_000; at += 1) handedOut.isDue('a', `other ${at}`, 0);
  expect(handedOut.isDue('a', 'document', 2048)).toBe(true);
  expect(handedOut.isDue('a', 'other 9999', 2048)).toBe(false);
});
