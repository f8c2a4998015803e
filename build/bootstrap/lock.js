/**
 * Lets one set-up of a checkout run at a time: two commands started together in a fresh clone must not
 * both install. The lock is a file that names the process which holds it; one left behind by a dead
 * process is taken over.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { inCheckout } from './places.js';
import { say } from './say.js';

const lockFile = inCheckout('.cache', 'set-up.lock');
const pollMilliseconds = 250;

/**
 * @template T
 * @param {() => T} work
 * @returns {T}
 */
export function whileLocked(work) {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  let announced = false;
  while (!take()) {
    if (!holderIsAlive()) {
      rmSync(lockFile, { force: true });
      continue;
    }
    if (!announced) say('another set-up of this folder is running; waiting for it');
    announced = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pollMilliseconds);
  }
  try {
    return work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function holderIsAlive() {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'));
    // An empty file is one that is being written this very moment.
    if (!Number.isInteger(holder) || holder === 0) return true;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
