/** How the server's web console is bundled into dist/console; the server gives it out under /console/. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { noncePlaceholder } from '../../server/console/headers.ts';

const checkout = path.resolve(import.meta.dirname, '..', '..');

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  // The sign of the app, for the browser's tab.
  publicDir: path.join(checkout, 'build', 'icons'),
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: path.join(checkout, 'dist', 'console'),
    emptyOutDir: true,
    // Any browser of the last years: it is not ours as in the desktop app.
    target: ['chrome109', 'firefox115', 'safari16.4'],
    // Everything is a file: the policy allows no inlined scripts and no fonts as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
  },
});
