import { describe, expect, it } from 'vitest';
import { destinationGroups } from '#renderer/app/institution/destinationGroups.ts';
import { stillHomeParts } from '#renderer/app/institution/stillHomeParts.ts';

describe('where the children are who left', () => {
  it('never counts a transfer, ageing out or a death as a return', () => {
    const groups = destinationGroups({
      birth_family: 18,
      kin_guardianship: 2,
      foster_family: 1,
      transferred: 1,
      aged_out: 1,
      deceased: 1,
    });
    expect(groups.map(({ id, children }) => [id, children])).toEqual([
      ['home', 20],
      ['otherFamily', 1],
      ['apart', 3],
    ]);
  });

  it('leaves out places with no child', () => {
    expect(destinationGroups({ birth_family: 0, adoption: 1 })).toEqual([
      { id: 'otherFamily', children: 1, rows: [{ destination: 'adoption', children: 1 }] },
    ]);
  });
});

describe('still home after some months', () => {
  it('tells who is not known apart from who came back into care', () => {
    expect(stillHomeParts({ home: 6, unknown: 2, of: 9 })).toEqual({ home: 6, unknown: 2, back: 1, of: 9 });
  });

  it('says nothing while no child has been home that long', () => {
    expect(stillHomeParts({ home: 0, unknown: 0, of: 0 })).toBeNull();
  });
});
