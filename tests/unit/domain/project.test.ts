import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { project } from '#shared/domain/case/project.ts';
import type { Step } from '#shared/domain/step.ts';
import { caseSummary } from '#shared/domain/summary/shape.ts';
import { summarise } from '#shared/domain/summary/summarise.ts';
import { positionedSteps, writtenSteps } from '#tests/factories/arbitraries.ts';
import { aCase, aDevice, anotherDevice, anotherPerson, aPerson, aStep } from '#tests/factories/steps.ts';
import { aChild, mother, Story } from '#tests/factories/story.ts';

describe('projecting a case', () => {
  it('tells the same whatever order the steps arrive in', () => {
    fc.assert(
      fc.property(
        positionedSteps.chain((steps) =>
          fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length })),
        ),
        ([steps, shuffled]) => {
          expect(project(aCase, shuffled)).toEqual(project(aCase, steps));
        },
      ),
    );
  });

  it('tells the same in one go as step by step: the last of all prefixes is the whole', () => {
    fc.assert(
      fc.property(positionedSteps, (steps) => {
        const held: Step[] = [];
        let state = project(aCase, held);
        for (const step of steps) {
          held.push(step);
          state = project(aCase, held);
          expect(state.lastPos).toBe(step.pos);
        }
        expect(state).toEqual(project(aCase, steps));
      }),
      { numRuns: 40 },
    );
  });

  it('converges: two devices that took turns offline hold the same once both have everything', () => {
    fc.assert(
      fc.property(writtenSteps, fc.array(fc.boolean(), { maxLength: 60 }), (steps, turns) => {
        const server: Step[] = [];
        const devices = [aDevice, anotherDevice].map((deviceId) => ({
          unsent: steps.filter((step) => step.deviceId === deviceId),
          pulled: 0,
        }));
        const sync = (device: { unsent: Step[]; pulled: number }, count: number): void => {
          for (const step of device.unsent.splice(0, count)) {
            server.push({ ...step, pos: server.length + 1, basePos: device.pulled });
          }
          device.pulled = server.length;
        };
        for (const turn of turns) {
          const device = devices[turn ? 1 : 0];
          if (device !== undefined) sync(device, 2);
        }
        for (const device of [...devices, ...devices]) sync(device, steps.length);
        const [one, other] = devices.map((device) => project(aCase, server.slice(0, device.pulled)));
        expect(one).toEqual(other);
        expect(server).toHaveLength(steps.length);
      }),
    );
  });

  it('never throws and always gives a summary of the agreed shape', () => {
    fc.assert(
      fc.property(positionedSteps, (steps) => {
        const state = project(aCase, steps);
        expect(state.stepCount).toBe(steps.length);
        expect(caseSummary.safeParse(summarise(state)).success).toBe(true);
      }),
    );
  });

  it('puts own unsent steps after positioned ones', () => {
    const story = new Story();
    const [opened, admitted] = story.steps;
    const unsent = aStep('child.amended', { set: { givenName: 'Айым' }, reason: 'описка' }, { seq: 1 });
    const pulled = aStep(
      'child.amended',
      { set: { givenName: 'Айза' }, reason: 'описка' },
      { pos: 3, deviceId: anotherDevice },
    );
    if (opened === undefined || admitted === undefined) throw new Error('a story begins with two steps');
    const state = project(aCase, [{ ...opened, pos: 1 }, { ...admitted, pos: 2 }, unsent, pulled]);
    expect(state.child?.givenName).toBe('Айым');
  });
});

describe('what a case keeps', () => {
  it('leaves the original note readable beneath its amendments', () => {
    const story = new Story().add('note.added', { text: 'мать пришла' }, '2025-11-05');
    const stepId = story.steps.at(-1)?.id ?? '';
    story.add('note.amended', { stepId, text: 'мать пришла с бабушкой', reason: 'дополнила' }, '2025-11-06');
    story.add('note.amended', { stepId, text: 'мать и бабушка', reason: 'короче' }, '2025-11-07');
    const note = story.state.notes[0];
    expect(note?.text).toBe('мать и бабушка');
    expect(note?.earlier.map((one) => one.text)).toEqual(['мать пришла', 'мать пришла с бабушкой']);
  });

  it('takes a visit recorded on the wrong child out of the count, but not a stage move', () => {
    const story = new Story().toReturned();
    story.record('visit.recorded', { visitType: 'home', childSeen: true, atHome: 'yes' }, '2025-11-27');
    story.add(
      'step.withdrawn',
      { stepId: story.steps.at(-1)?.id ?? '', reason: 'не тот ребёнок' },
      '2025-11-28',
    );
    expect(story.state.visits).toHaveLength(0);
    const move = story.steps.findLast((step) => step.kind === 'stage.moved');
    story.add('step.withdrawn', { stepId: move?.id ?? '', reason: 'передумали' }, '2025-11-28');
    expect(story.state.stage).toBe('returned');
  });

  it('keeps what a newer app wrote and asks for an update before the next move', () => {
    const story = new Story();
    const newer = {
      ...aStep('note.added', { text: '-' }, { minReader: 99 }),
      kind: 'dream.told',
      payload: { dream: 'дом' },
    };
    const state = project(aCase, [...story.steps, { ...newer, seq: 3 }]);
    expect(state).toMatchObject({ updateNeeded: true, unknownSteps: 1, stage: 'identified' });
  });

  it('lets the lower position hold when two devices move one stage', () => {
    const verdict = { rules: 'kz-2026.1', to: 'assessment' as const, ready: true, items: [] };
    const story = new Story();
    const first = aStep('stage.moved', { from: 'identified', to: 'assessment', verdict }, { pos: 3 });
    const second = aStep(
      'stage.moved',
      { from: 'identified', to: 'on_hold', reason: 'болеет', verdict: { ...verdict, to: 'on_hold' } },
      { pos: 4, deviceId: anotherDevice },
    );
    const placed = story.steps.map((step, index) => ({ ...step, pos: index + 1 }));
    const state = project(aCase, [...placed, second, first]);
    expect(state.stage).toBe('assessment');
    expect(state.review).toEqual([{ stepId: second.id, why: 'move_does_not_fit' }]);
  });
});

describe('a conflict', () => {
  const place = (familyPlace: string, deviceId: string, pos: number, basePos: number): Step =>
    aStep(
      'child.amended',
      { set: { familyPlace }, reason: 'звонок' },
      { deviceId, pos, basePos, authorId: anotherPerson },
    );

  function withSteps(...steps: Step[]): ReturnType<typeof project> {
    const story = new Story().add(
      'kin.found',
      { personId: mother, relation: 'mother', name: 'Асель' },
      '2025-11-02',
    );
    return project(aCase, [...story.steps.map((step, index) => ({ ...step, pos: index + 1 })), ...steps]);
  }

  it('is kept open when neither device had seen the other value; the later position shows', () => {
    const state = withSteps(place('Шелек', aDevice, 4, 3), place('Талгар', anotherDevice, 5, 3));
    expect(state.child?.familyPlace).toBe('Талгар');
    expect(state.conflicts.map((one) => [one.field, one.claims.map((claim) => claim.value)])).toEqual([
      ['child.familyPlace', ['Шелек', 'Талгар']],
    ]);
  });

  it('is none when the second had seen the first, or says the same, or is the same device', () => {
    expect(withSteps(place('Шелек', aDevice, 4, 3), place('Талгар', anotherDevice, 5, 4)).conflicts).toEqual(
      [],
    );
    expect(withSteps(place('Шелек', aDevice, 4, 3), place('Шелек', anotherDevice, 5, 3)).conflicts).toEqual(
      [],
    );
    expect(withSteps(place('Шелек', aDevice, 4, 3), place('Талгар', aDevice, 5, 3)).conflicts).toEqual([]);
  });

  it('never arises between two visits or two notes', () => {
    const one = aStep('note.added', { text: 'а' }, { pos: 4 });
    const other = aStep('note.added', { text: 'б' }, { pos: 5, deviceId: anotherDevice });
    const state = withSteps(one, other);
    expect(state.conflicts).toEqual([]);
    expect(state.notes).toHaveLength(2);
  });

  it('ends when a person settles it, with the settled value shown', () => {
    const one = place('Шелек', aDevice, 4, 3);
    const other = place('Талгар', anotherDevice, 5, 3);
    const settled = aStep(
      'conflict.settled',
      {
        field: 'child.familyPlace',
        stepIds: [one.id, other.id],
        value: 'Шелек',
        reason: 'уточнила у матери',
      },
      { pos: 6, basePos: 5 },
    );
    const state = withSteps(one, other, settled);
    expect(state.conflicts).toEqual([]);
    expect(state.child?.familyPlace).toBe('Шелек');
  });

  it('about the caseworker ends with the one who was chosen, by name', () => {
    const named = (personId: string, name: string, deviceId: string, pos: number) =>
      aStep('caseworker.named', { personId, name }, { deviceId, pos, basePos: 3 });
    const one = named(aPerson, 'Айгүл С.', aDevice, 4);
    const other = named(anotherPerson, 'Болат Е.', anotherDevice, 5);
    expect(withSteps(one, other).caseworker?.name).toBe('Болат Е.');
    const settled = aStep(
      'conflict.settled',
      { field: 'caseworker', stepIds: [one.id, other.id], value: aPerson, reason: 'ведёт с начала' },
      { pos: 6, basePos: 5 },
    );
    expect(withSteps(one, other, settled)).toMatchObject({
      conflicts: [],
      caseworker: { personId: aPerson, name: 'Айгүл С.' },
    });
  });

  it('about the day of admission ends with the day that was chosen', () => {
    const admitted = (admittedOn: string, deviceId: string, pos: number) =>
      aStep('child.admitted', { child: aChild, admittedOn }, { deviceId, pos, basePos: 0 });
    const one = admitted('2025-03-01', aDevice, 1);
    const other = admitted('2025-04-01', anotherDevice, 2);
    expect(project(aCase, [one, other]).conflicts.map(({ field }) => field)).toEqual(['admittedOn']);
    const settled = aStep(
      'conflict.settled',
      { field: 'admittedOn', stepIds: [one.id, other.id], value: '2025-03-01', reason: 'по приказу' },
      { pos: 3, basePos: 2 },
    );
    const state = project(aCase, [one, other, settled]);
    expect(state.conflicts).toEqual([]);
    expect(state.episodes.at(-1)?.admittedOn).toBe('2025-03-01');
  });
});
