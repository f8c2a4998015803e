import { expect, test } from 'vitest';
import { prepare, query } from '#db/open/query.ts';

const rows = query.selectFrom('step').select('id');

test('no limit is a bare parameter, over which SQLite would plan each call anew', () => {
  expect(rows.limit(1).compile()).toMatchObject({ sql: 'select "id" from "step" limit 1', parameters: [] });
  const most = prepare<{ most: number }>()((param) => rows.limit(param('most')));
  expect(most.sql).toBe('select "id" from "step" limit +?');
  expect(most.bind({ most: 25 })).toEqual([25]);
});
