/**
 * Runs a file of ours on Node 24 as if it were the command itself: same arguments, streams, signals and
 * exit status.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { findNode24 } from './places.js';
import { giveUp } from './say.js';

const forwardedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {string} file absolute path of the file to run
 * @param {readonly string[]} args
 */
export function runOnNode24(file, args) {
  const node = findNode24();
  if (node === undefined) {
    giveUp(
      `there is no Node 24 package for ${process.platform}-${process.arch}; install Node 22.18 or newer and start again`,
    );
  }
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', file, ...args], { stdio: 'inherit' });
  child.on('error', (error) => giveUp(`Node 24 could not be started: ${error.message}`));
  for (const signal of forwardedSignals) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both of us already; the child decides when to end, and we end with it.
      const sentByTerminal = signal === 'SIGINT' && process.stdin.isTTY;
      if (!sentByTerminal) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    for (const name of forwardedSignals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
