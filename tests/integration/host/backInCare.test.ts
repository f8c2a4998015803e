import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, home, ok } from '#tests/support/desk.ts';
import { bringHome, type ChildAtDesk, findChild, prepareChild } from '#tests/support/wayHome.ts';

describe('a child who came back into care', () => {
  let desk: Desk;
  let child: ChildAtDesk;

  beforeAll(async () => {
    desk = await Desk.of('caseworker');
    await desk.import();
    child = await findChild(desk, 'Оспанова');
    await prepareChild(desk, child);
    await bringHome(desk, child);
    const visit = { visitType: 'home', childSeen: true, atHome: 'yes' };
    await desk.record(child.code, 'visit.recorded', visit, '2025-11-17');
    const reentry = { reasons: ['parent_illness'], text: 'мать в больнице' };
    await desk.record(child.code, 'reentry.recorded', reentry, '2025-11-25');
    desk.today = '2025-12-01';
  });

  afterAll(() => desk.close());

  it('is in the look back of today with the visits that had been due, and waits for none', async () => {
    const today = ok(await desk.client.tasks.today());
    // R+2 and R+7 had come by the re-entry
    expect(today.last30).toEqual({ visitsDue: 2, visitsDone: 1, seen: 1, reentered: 1 });
    expect([...today.items, ...today.soon].filter((item) => item.kind === 'visit')).toEqual([]);
  });

  it('has only what is due in the items of today, and what is to come beside them', async () => {
    const today = ok(await desk.client.tasks.today());
    expect(today.items.every((item) => item.state !== 'soon' && item.dueOn <= today.today)).toBe(true);
    expect(today.soon.every((item) => item.state === 'soon' && item.dueOn > today.today)).toBe(true);
    const { overdue, today: due, week } = today.counts;
    expect([overdue + due, week]).toEqual([today.items.length, today.soon.length]);
  });

  it('is a resident again, and the return stays in the record', async () => {
    const { figures } = ok(await desk.client.institution.figures({ institution: home }));
    expect(figures).toMatchObject({ returnedHome: 0, reentered: 1, residents: 33, left: 1, admitted: 1 });
  });
});
