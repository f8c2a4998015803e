/** What becomes of a form that is being written: kept in time, in order, and whole. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DraftKeeper } from '#renderer/app/drafts/DraftKeeper.ts';
import { packDraft, unpackDraft } from '#renderer/app/drafts/draftContent.ts';
import { IdleClock } from '#renderer/app/shell/idleClock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store that tells what it holds and what was asked of it. */
function aStore() {
  const asked: (string | null)[] = [];
  let fails = false;
  return {
    asked,
    fail: (now: boolean) => {
      fails = now;
    },
    keep: async (content: string) => {
      if (fails) throw new Error('locked');
      asked.push(content);
    },
    drop: async () => {
      asked.push(null);
    },
  };
}

describe('a form being written', () => {
  it('is kept a moment after the last key, and not at every key', async () => {
    const store = aStore();
    const keeper = new DraftKeeper(store, null);
    for (const text of ['Б', 'Ба', 'Баб']) keeper.change(text);
    expect(store.asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(store.asked).toEqual(['Баб']);
  });

  it('is kept at once when the window is about to lock', async () => {
    const store = aStore();
    const keeper = new DraftKeeper(store, null);
    keeper.change('Бабушка');
    await keeper.flush();
    expect(store.asked).toEqual(['Бабушка']);
  });

  it('is dropped when it was saved, and what comes late does not bring it back', async () => {
    const store = aStore();
    const keeper = new DraftKeeper(store, null);
    keeper.change('Бабушка');
    await keeper.flush();
    await keeper.end();
    keeper.change('Бабушка рассказала');
    await vi.advanceTimersByTimeAsync(500);
    expect(store.asked).toEqual(['Бабушка', null]);
  });

  it('is not kept at all where it is saved before its moment has come', async () => {
    const store = aStore();
    const keeper = new DraftKeeper(store, null);
    keeper.change('Бабушка');
    await keeper.end();
    await vi.advanceTimersByTimeAsync(500);
    expect(store.asked).toEqual([]);
  });

  it('is not asked for again where nothing was kept', async () => {
    const store = aStore();
    await new DraftKeeper(store, null).end();
    expect(store.asked).toEqual([]);
  });

  it('is tried again with the next key where the host was not there', async () => {
    const store = aStore();
    const keeper = new DraftKeeper(store, null);
    store.fail(true);
    keeper.change('Баб');
    await vi.advanceTimersByTimeAsync(500);
    store.fail(false);
    keeper.change('Бабушка');
    await vi.advanceTimersByTimeAsync(500);
    expect(store.asked).toEqual(['Бабушка']);
  });
});

describe('a draft', () => {
  const empty = { text: '', also: [] as string[], seen: null as 'yes' | 'no' | null, tick: false };

  it('comes back as it was', () => {
    const values = fc.record({
      text: fc.string(),
      also: fc.array(fc.string()),
      seen: fc.constantFrom('yes' as const, 'no' as const, null),
      tick: fc.boolean(),
    });
    const day = fc.constantFrom('2025-11-03', null);
    fc.assert(
      fc.property(values, day, (given, occurredOn) => {
        const draft = { values: given, occurredOn };
        expect(unpackDraft(packDraft(draft), empty)).toEqual(draft);
      }),
    );
  });

  it('of an older form gives what still fits', () => {
    const older = JSON.stringify({
      values: { text: 'Бабушка', also: 'нет', gone: 1, tick: 'да' },
      occurredOn: 7,
    });
    expect(unpackDraft(older, empty)).toEqual({ values: { ...empty, text: 'Бабушка' }, occurredOn: null });
  });

  it.each(['', 'null', '[]', '{"values":3}'])('that is none is none: %s', (content) => {
    expect(unpackDraft(content, empty)).toBeNull();
  });
});

describe('an idle window', () => {
  const minute = 60_000;

  it('counts the last minute down to nothing', () => {
    const clock = new IdleClock(10, 0);
    expect(clock.secondsLeft(8.9 * minute)).toBeNull();
    expect(clock.secondsLeft(9 * minute)).toBe(60);
    expect(clock.secondsLeft(9.5 * minute)).toBe(30);
    expect(clock.secondsLeft(11 * minute)).toBe(0);
  });

  it('counts from what the host was told, which is not every sign', () => {
    const clock = new IdleClock(10, 0);
    expect([clock.act(5_000), clock.act(10_000), clock.act(19_000)]).toEqual([false, true, false]);
    expect(clock.secondsLeft(10_000 + 9.5 * minute)).toBe(30);
  });

  it('warns for half a minute where two minutes are all', () => {
    const clock = new IdleClock(2, 0);
    expect(clock.secondsLeft(1.4 * minute)).toBeNull();
    expect(clock.secondsLeft(1.5 * minute)).toBe(30);
  });
});
