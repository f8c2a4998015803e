import { describe, expect, it } from 'vitest';
import { phoneText } from '#renderer/ui/phoneText.ts';

describe('a phone number to be rung', () => {
  it('is grouped as it is read aloud', () => {
    expect(phoneText('+77075581740')).toBe('+7 707 558 17 40');
  });

  it('stays as written where it is no number of the country', () => {
    expect(phoneText('через соседку, 2-14-55')).toBe('через соседку, 2-14-55');
  });
});
