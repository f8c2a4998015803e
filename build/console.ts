/** `npm run console`: makes the server's web console ready; `uige server start` calls it when it is first opened. */
import { bundleConsole } from './bundleConsole.ts';

await bundleConsole();
