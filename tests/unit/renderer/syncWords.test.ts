import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrolmentProblems, serverInstitutions } from '#renderer/app/sync/enrolment.ts';
import { failurePlaces, stateWords } from '#renderer/app/sync/stateWords.ts';
import { FailureError } from '#renderer/ui/failureError.ts';
import type { SyncItem } from '#shared/contract/views.ts';

const item: SyncItem = {
  feedId: 'c-1',
  stepId: 's-1',
  caseId: 'c-1',
  caseCode: '7QK3-2MF8',
  name: null,
  kind: 'visit.recorded',
  occurredOn: '2026-01-12',
  recordedAt: '2026-01-12T09:00:00Z',
  author: null,
  reason: 'no_grant',
};
const quiet = {
  state: 'idle' as const,
  lastContactAt: '2026-01-14T09:00:00Z',
  lastError: null,
  pendingCount: 0,
  refused: [],
  quarantined: [],
};

describe('what the sync page says', () => {
  it('says "confirmed" when the server has taken everything', () => {
    expect(stateWords(quiet).title).toBe('sync.state.idle');
  });

  it('speaks of no work to go on with when reading has ended', () => {
    for (const state of ['syncing', 'waiting', 'offline'] as const) {
      expect(stateWords({ ...quiet, state }, true).text).toBe('sync.stateText.closed');
    }
    expect(stateWords(quiet, true)).toEqual(stateWords(quiet));
  });

  it('says of an app that is too old what to do, in the headline and nowhere else', () => {
    const view = { ...quiet, state: 'failed' as const, lastError: 'app_too_old' };
    expect(stateWords(view)).toMatchObject({ title: 'sync.state.tooOld', text: 'failures.app_too_old' });
    expect(failurePlaces(view, null).fact).toBe(false);
    expect(failurePlaces(view, 'app_too_old')).toEqual({ answer: false, fact: false });
  });

  it('tells any other failure once: as the answer to the button, or among the facts', () => {
    const view = { ...quiet, state: 'failed' as const, lastError: 'server_refused' };
    expect(failurePlaces(view, null).fact).toBe(true);
    expect(failurePlaces(view, 'server_refused')).toEqual({ answer: true, fact: false });
    expect(failurePlaces(view, 'server_unreachable')).toEqual({ answer: true, fact: true });
    const offline = { ...quiet, state: 'offline' as const, lastError: 'server_unreachable' };
    expect(failurePlaces(offline, 'server_unreachable')).toEqual({ answer: true, fact: false });
  });

  it('never says it of anything else', () => {
    const items = fc.constantFrom([], [item]);
    const views = fc.record({
      state: fc.constantFrom(
        'off' as const,
        'idle' as const,
        'syncing' as const,
        'waiting' as const,
        'offline' as const,
        'failed' as const,
      ),
      lastContactAt: fc.constantFrom(null, '2026-01-14T09:00:00Z'),
      lastError: fc.constantFrom(null, 'app_too_old', 'server_refused'),
      pendingCount: fc.constantFrom(0, 1, 12),
      refused: items,
      quarantined: items,
    });
    fc.assert(
      fc.property(views, (view) => {
        const settled =
          view.state === 'idle' &&
          view.lastContactAt !== null &&
          view.pendingCount === 0 &&
          view.refused.length === 0 &&
          view.quarantined.length === 0;
        expect(stateWords(view).title === 'sync.state.idle').toBe(settled);
      }),
    );
  });
});

describe('connecting a server', () => {
  const code = 'ABCD-1234';

  it('asks for an address with its scheme', () => {
    expect(enrolmentProblems({ server: 'uige.example.kz', code, institutionId: null }).server).not.toBeNull();
    expect(
      enrolmentProblems({ server: 'https://uige.example.kz', code, institutionId: null }).server,
    ).toBeNull();
    expect(
      enrolmentProblems({ server: 'ftp://uige.example.kz', code, institutionId: null }).server,
    ).not.toBeNull();
  });

  it('warns of plain http to another machine, not to this one', () => {
    expect(enrolmentProblems({ server: 'http://10.0.0.7:8080', code, institutionId: null }).insecure).toBe(
      true,
    );
    expect(enrolmentProblems({ server: 'http://127.0.0.1:8080', code, institutionId: null }).insecure).toBe(
      false,
    );
  });

  it('offers the institutions that the server names, and none that it does not', () => {
    const known = { institutionId: 'i-1', name: 'Дом надежды' };
    const error = new FailureError({ code: 'institution_unknown', details: { institutions: [known] } });
    expect(serverInstitutions(error)).toEqual([known]);
    expect(serverInstitutions(new FailureError({ code: 'code_invalid' }))).toEqual([]);
    expect(serverInstitutions(null)).toEqual([]);
  });
});
