#!/usr/bin/env node
/**
 * The `uige` command's door: installs the packages if need be (its talk on stderr), then hands everything
 * to cli/main.ts on Node 24. It needs neither Electron nor system packages.
 */
import process from 'node:process';
import { runOnNode24 } from './bootstrap/node24.js';
import { installPackages } from './bootstrap/packages.js';
import { inCheckout } from './bootstrap/places.js';

installPackages();
runOnNode24(inCheckout('cli', 'main.ts'), process.argv.slice(2));
