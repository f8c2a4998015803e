/**
 * Lives through the demonstration: the caseworker records day by day and is online only now and
 * then, when the director looks in too; after a year the supervisor agrees to close what is ripe.
 */
import { dayOfInstant } from '#shared/country/kz/zone.ts';
import { addDays, type Day } from '#shared/domain/day.ts';
import { valueIn } from '../run/failure.ts';
import { afterReturn, closesBy, closing } from './afterReturn.ts';
import { demoEnd } from './calendar.ts';
import type { DemoWorld, Device } from './people.ts';
import { type ChildInDemo, type PlannedStep, wayHome } from './wayHome.ts';

/** The caseworker reaches the server once in this many days. */
const onlineEvery = 12;
/** Where nothing is recorded for long, both look in after so many days: a device that never does is read no more. */
const longestApart = 30;
/** As many as the app takes at once. */
const stepsTogether = 50;
const closingDay: Day = '2027-03-15';
const approvalDay: Day = '2027-03-10';

export interface Story {
  readonly world: DemoWorld;
  readonly caseworker: Device;
  readonly director: Device;
  /** Opens the supervisor's device; asked once, when the first year is over. */
  readonly openSupervisor: () => Promise<Device>;
  readonly children: readonly ChildInDemo[];
  readonly progress: (day: Day) => void;
}

/** Returns the supervisor's device, open. */
export async function tell(story: Story): Promise<Device> {
  await live(story, story.children.flatMap(wayHome));
  const later: PlannedStep[] = [];
  for (const child of story.children) {
    const { state } = valueIn(await story.caseworker.client.cases.get({ case: child.caseId }));
    later.push(...afterReturn(child, state.supports[0]?.supportId ?? null, addDays(approvalDay, -1)));
  }
  await live(story, later);
  return closeCases(story);
}

/** Records in the order of the days; what belongs to one day is written together. */
async function live(story: Story, steps: readonly PlannedStep[]): Promise<void> {
  const days = [...new Set(steps.map((step) => step.on))].sort();
  let lastSync = dayOfInstant(story.world.clock.now().getTime());
  for (const day of days) {
    for (let look = addDays(lastSync, longestApart); look < day; look = addDays(look, longestApart)) {
      story.world.clock.moveTo(look);
      await meet(story);
      lastSync = look;
    }
    story.world.clock.moveTo(day);
    story.progress(day);
    const today = steps.filter((step) => step.on === day);
    for (let at = 0; at < today.length; at += stepsTogether) {
      await record(story, story.caseworker, today.slice(at, at + stepsTogether));
    }
    if (addDays(lastSync, onlineEvery) <= day) {
      await meet(story);
      lastSync = day;
    }
  }
  await meet(story);
}

async function record(story: Story, device: Device, steps: readonly PlannedStep[]): Promise<void> {
  const items = steps.map(({ caseId, kind, payload, on }) => ({
    case: caseId,
    kind,
    payload,
    occurredOn: on,
  }));
  valueIn(await device.client.cases.record({ steps: items }));
  story.world.clock.tick(60_000);
}

/** Both devices online: what the caseworker wrote, what the server derived of it, what the director sees. */
async function meet(story: Story): Promise<void> {
  valueIn(await story.caseworker.client.sync.now());
  await story.world.server.drained();
  valueIn(await story.director.client.sync.now());
  valueIn(await story.caseworker.client.sync.now());
}

/** The minimum time has passed: goals ended, a last look, the supervisor agrees, the case is closed. */
async function closeCases(story: Story): Promise<Device> {
  const ready = story.children.filter((child) => closesBy(child, approvalDay));
  const last: PlannedStep[] = [];
  for (const child of ready) {
    const { state } = valueIn(await story.caseworker.client.cases.get({ case: child.caseId }));
    last.push(
      ...closing(
        child,
        state.goals.map((goal) => goal.goalId),
        approvalDay,
      ),
    );
  }
  await live(story, last);
  const supervisor = await story.openSupervisor();
  valueIn(await supervisor.client.sync.now());
  for (const { caseId } of ready) {
    const payload = { text: 'год дома, цели достигнуты, согласна закрыть' };
    await record(story, supervisor, [{ on: approvalDay, caseId, kind: 'closure.approved', payload }]);
  }
  valueIn(await supervisor.client.sync.now());
  await meet(story);
  const payload = { to: 'closed', closureReason: 'goals_reached' };
  await live(
    story,
    ready.map(({ caseId }) => ({ on: closingDay, caseId, kind: 'stage.moved', payload })),
  );
  story.world.clock.moveTo(demoEnd);
  await meet(story);
  valueIn(await supervisor.client.sync.now());
  return supervisor;
}
