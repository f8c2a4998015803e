/**
 * One run of the model: from a seed a story of devices and servers in which everything goes wrong
 * that can, and at its end the promises that must hold whatever happened. The same seed, the same
 * story, statement by statement.
 */
import type { Seeded } from '../factories/seeded.ts';
import { withChance } from './chance.ts';
import type { Ground, Scene } from './ground.ts';
import { expectPromises } from './promises.ts';
import { Story } from './story.ts';

export function makeScene(ground: Ground): Promise<Scene> {
  return withChance(0, async (chance) => {
    const story = await Story.open(ground, chance, null);
    await story.employ();
    const scene = await story.scene();
    story.close();
    return scene;
  });
}

/** Most stories are short, some go on for long. */
function lengthOf(chance: Seeded): number {
  return chance.next() < 0.05 ? chance.between(60, 150) : chance.between(4, 24);
}

/** Plays one seed; throws where a promise is broken, with the story so far in the message. */
export function play(ground: Ground, scene: Scene, seed: number, events?: number): Promise<string[]> {
  return withChance(seed, async (chance) => {
    const story = await Story.open(ground, chance, scene);
    const most = events ?? lengthOf(chance);
    try {
      for (let at = 0; at < most; at += 1) await story.next();
      await story.heal();
      await expectPromises(story);
      return story.told;
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(`seed ${seed}: ${reason}\n${story.told.join('\n')}`, { cause: error });
    } finally {
      story.close();
    }
  });
}
