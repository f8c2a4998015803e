/**
 * `npm run package`: the installers of this system, in dist/packages. Electron itself is downloaded by
 * electron-builder, so this needs its official place; the older Electron of closed networks is never
 * packaged for anybody.
 */
import { build } from 'electron-builder';
import { inCheckout } from './bootstrap/places.js';
import { bundle } from './bundle.ts';
import config from './electron-builder.config.js';

await bundle();
const files = await build({ projectDir: inCheckout(), publish: 'never', config });
for (const file of files) process.stdout.write(`${file}\n`);
