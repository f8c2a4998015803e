import { expect, it } from 'vitest';
import { nothingMissing } from '#renderer/app/institution/nothingMissing.ts';
import { translator } from '#shared/i18n/index.ts';

it('a new institution is not told that its children are ready: there are none', () => {
  const t = translator('ru');
  expect(t(nothingMissing({ byStage: {} }))).toBe('На пути домой сейчас никого.');
  expect(t(nothingMissing({ byStage: { returned: 2, closed: 1 } }))).toBe('На пути домой сейчас никого.');
  expect(t(nothingMissing({ byStage: { preparation: 1 } }))).toContain('следующий шаг готов');
});
