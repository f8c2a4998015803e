/**
 * What `electron path/to/app` runs first: it gives the app its name, version and path and imports its main
 * file. It must stay an ES module with a top-level await: `ready` waits for that, while a CommonJS module
 * lets `ready` fire before the app's own main module has run.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const argument = process.argv.slice(1).find((value) => !value.startsWith('-')) ?? '.';
const folder = path.resolve(argument);
const description = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));

app.setName(description.productName ?? description.name);
app.setVersion(description.version);
app.setAppPath(folder);
await import(pathToFileURL(path.join(folder, description.main)).href);
