import { describe, expect, it } from 'vitest';
import { describe as inWords, type Said } from '#renderer/app/case/timeline/describe.ts';
import { newestFirst } from '#renderer/app/case/timeline/newestFirst.ts';
import { daysIn } from '#renderer/ui/days.ts';
import type { TimelineEntry } from '#shared/contract/views.ts';
import type { Step } from '#shared/domain/step.ts';
import { type Language, languages, translator } from '#shared/i18n/index.ts';
import { aVisit, mother, Story } from '#tests/factories/story.ts';

const today = '2026-01-14';

function entryOf(step: Step, over: Partial<TimelineEntry> = {}): TimelineEntry {
  const { id, kind, version, occurredOn, recordedAt, authorId, deviceId, eventId, pos, verdict, payload } =
    step;
  return {
    ...{ id, kind, version, occurredOn, recordedAt, authorId, deviceId, eventId, pos, verdict, payload },
    author: 'А. Нурланова',
    reason: null,
    known: true,
    withdrawnBy: null,
    amendedBy: [],
    ...over,
  };
}

function saidOf(story: Story, step: Step, language: Language = 'ru'): Said | null {
  const t = translator(language);
  return inWords(entryOf(step), { t, days: daysIn(language, today, t), state: story.state });
}

function lastSaid(story: Story): Said | null {
  const step = story.steps.at(-1);
  return step === undefined ? null : saidOf(story, step);
}

describe('a step of the timeline in words', () => {
  it('keeps the child’s own words apart from what the caseworker wrote', () => {
    const story = new Story().toReturned();
    story.add(
      'contact.recorded',
      {
        personIds: [mother],
        contactType: 'overnight',
        childsWords: 'Там моя кровать!',
        text: 'спала спокойно',
      },
      '2025-11-20',
    );
    expect(lastSaid(story)).toMatchObject({
      heading: 'Ночёвка дома',
      facts: ['мать Оспанова Асель'],
      text: 'спала спокойно',
      quote: 'Там моя кровать!',
    });
  });

  it('says plainly that a child was not seen, and why', () => {
    const story = new Story().toReturned();
    story.add('visit.recorded', aVisit(false), '2025-12-02');
    expect(lastSaid(story)?.facts).toContain('ребёнка не видели: не было дома');
  });

  it('shows money in tenge and the reason it answers', () => {
    const story = new Story();
    story.record(
      'support.delivered',
      { what: 'кровать', category: 'furniture', costTenge: 148_000, source: 'ngo', answersReason: 'fire' },
      '2026-01-09',
    );
    expect(lastSaid(story)?.heading.replaceAll(/\s/g, ' ')).toBe('Поддержка передана: кровать — 148 000 ₸');
    expect(lastSaid(story)?.facts).toContain('отвечает на причину «Пожар»');
  });

  it('names to whom a child went home and by which act', () => {
    const facts = lastSaid(new Story().toReturned())?.facts ?? [];
    expect(facts[0]).toBe('Кровная семья: мать Оспанова Асель');
    expect(facts[1]).toContain('акт передачи № 21');
  });

  it('has words for every step of a whole way home, in all three languages', () => {
    const story = new Story().toReturned();
    for (const language of languages) {
      for (const step of story.steps) {
        const words = saidOf(story, step, language);
        expect(words?.heading, `${language} ${step.kind}`).toMatch(/\p{L}/u);
        expect([words?.heading, ...(words?.facts ?? [])].join(' ')).not.toMatch(/\{\{|domain\.|caseFile\./);
      }
    }
  });

  it('leaves a kind it does not know, or cannot read, to the plain card', () => {
    const story = new Story();
    const step = story.steps[0];
    if (step === undefined) throw new Error('a story begins with a step');
    const t = translator('ru');
    const telling = { t, days: daysIn('ru', today, t), state: story.state };
    expect(inWords(entryOf({ ...step, kind: 'dream.told' }, { known: false }), telling)).toBeNull();
    expect(inWords(entryOf({ ...step, payload: { odd: true } }), telling)).toBeNull();
  });

  it('stands with the newest day first, and the later record first on one day', () => {
    const story = new Story().toApproved();
    const entries = newestFirst(story.steps.map((step) => entryOf(step)));
    expect(entries[0]?.kind).toBe('stage.moved');
    expect(entries.at(-1)?.kind).toBe('case.opened');
    const days = entries.map((entry) => entry.occurredOn);
    expect(days).toEqual(days.toSorted().reverse());
  });
});

it('names the corrected relation of a relative in words, and the phone as it is read aloud', () => {
  const story = new Story().toReturned();
  const set = { relation: 'grandmother', phone: '+77075581740' } as const;
  story.add('kin.amended', { personId: mother, set, reason: 'по документу' }, '2025-11-29');
  expect(lastSaid(story)?.facts).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/: бабушка$/),
      expect.stringMatching(/: \+7 707 558 17 40$/),
    ]),
  );
});
