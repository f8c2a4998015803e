/** What the stories stand on, and what they all begin with. */
import type { Copy } from '#server/store/memory.ts';
import type { Seeded } from '../factories/seeded.ts';
import type { DeviceCopy } from './device.ts';
import { type DiskMaker, inMemory } from './disk.ts';
import { Scheduler, type Turns } from './scheduler.ts';
import { MemoryData, type ServerData } from './serverData.ts';

export const home = 'Дом надежды';
export const people = [
  { login: 'aigul', role: 'caseworker' },
  { login: 'bolat', role: 'caseworker' },
  { login: 'dana', role: 'supervisor' },
  { login: 'marat', role: 'director' },
] as const;

/** When every story begins. */
export const begin = Date.UTC(2026, 0, 15, 6);

/** Enrolled devices and their server, made once for all seeds. */
export interface Scene {
  readonly server: Copy;
  readonly devices: readonly DeviceCopy[];
  readonly time: number;
}

/** What the stories stand on. */
export interface Ground {
  readonly disk: DiskMaker;
  readonly data: (now: () => number) => ServerData;
  readonly turns: (chance: Seeded) => Turns;
}

/** Thousands of stories in a minute, and each the same whenever it is told. */
export const light: Ground = {
  disk: inMemory,
  data: (now) => new MemoryData(now),
  turns: (chance) => new Scheduler(chance),
};
