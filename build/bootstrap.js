/**
 * The door of `npm start`, `npm test` and `npm run bench`: runs on any Node from 18 on, installs the
 * packages when they are missing or out of date, and goes on with Node 24.
 *
 *   node build/bootstrap.js start [--browser]     the desktop app
 *   node build/bootstrap.js test                  every check
 *   node build/bootstrap.js run FILE [ARGS…]      one file of ours
 *   node build/bootstrap.js exec PACKAGE [ARGS…]  the command of an installed package
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runOnNode24 } from './bootstrap/node24.js';
import { installPackages } from './bootstrap/packages.js';
import { inCheckout } from './bootstrap/places.js';
import { giveUp } from './bootstrap/say.js';

const [verb = '', ...rest] = process.argv.slice(2);

installPackages();
switch (verb) {
  case 'start':
    runOnNode24(inCheckout('build', 'start.ts'), rest);
    break;
  case 'test':
    runOnNode24(inCheckout('build', 'test.ts'), rest);
    break;
  case 'run':
    runOnNode24(path.resolve(named(rest[0], 'a file')), rest.slice(1));
    break;
  case 'exec':
    runOnNode24(commandOf(named(rest[0], 'a package')), rest.slice(1));
    break;
  default:
    giveUp('usage: node build/bootstrap.js start | test | run FILE | exec PACKAGE');
}

function named(value, what) {
  return value ?? giveUp(`${verb} needs the name of ${what}`);
}

function commandOf(name) {
  const folder = inCheckout('node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin?.[path.basename(name)];
  return file === undefined ? giveUp(`${name} has no command`) : path.join(folder, file);
}
