/**
 * What every end-to-end test needs once: the bundled app, an Electron, and a display. Started by vitest
 * before the first test, so that a single test can be run by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestProject } from 'vitest/node';
import { bundle } from '../../build/bundle.ts';
import { type ElectronRuntime, obtainElectron } from '../../build/runtime/electron.ts';

declare module 'vitest' {
  interface ProvidedContext {
    electron: ElectronRuntime;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const electron = await obtainElectron();
  if (!electron.ok) throw new Error(electron.reason);
  project.provide('electron', electron.runtime);
  await bundle();
  const display = process.platform === 'linux' && !process.env.DISPLAY ? await startDisplay() : undefined;
  return () => void display?.kill();
}

/** A virtual display, whose number Xvfb chooses and tells on its fourth stream. */
async function startDisplay(): Promise<ChildProcess> {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const xvfb = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const told = xvfb.stdio[3];
  if (told === null || told === undefined) throw new Error('Xvfb has no stream to tell its display on');
  const failed = once(xvfb, 'exit').then(() => {
    throw new Error('Xvfb could not be started; is the package xvfb installed?');
  });
  const [number] = await Promise.race([once(told, 'data'), failed]);
  failed.catch(() => undefined);
  process.env.DISPLAY = `:${String(number).trim()}`;
  return xvfb;
}
