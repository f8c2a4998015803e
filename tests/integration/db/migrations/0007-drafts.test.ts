import { expect, it } from 'vitest';
import { keepDraft, listDrafts } from '#db/drafts/drafts.ts';
import { aDeviceOf } from '../support/device.ts';

it('keeps one draft of a form, and none at first', () => {
  const { writer } = aDeviceOf();
  expect(listDrafts(writer)).toEqual([]);
  const place = { caseId: '', form: 'new', about: '' };
  keepDraft(writer, place, '{"givenName":"Али"}', new Date('2025-11-10T04:00:00Z'));
  keepDraft(writer, place, '{"givenName":"Алия"}', new Date('2025-11-10T04:00:01Z'));
  expect(listDrafts(writer)).toEqual([{ ...place, savedAt: '2025-11-10T04:00:01.000Z' }]);
});
