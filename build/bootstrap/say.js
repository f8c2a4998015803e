/**
 * What the set-up tells the person: one line a fact, on stderr, so that stdout stays the command's own.
 */
import process from 'node:process';

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`uige: ${sentence}\n`);
}

/** Ends the set-up with one clear sentence. @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}
