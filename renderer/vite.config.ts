/** How the renderer is bundled into dist/renderer; the window and the browser are served from there. */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { noncePlaceholder } from '../host/transport/contentSecurityPolicy.ts';

const checkout = path.resolve(import.meta.dirname, '..');

export default defineConfig({
  root: import.meta.dirname,
  // Absolute: a page may be opened at any of the app's places.
  base: '/',
  // The sign of the app, for the browser's tab.
  publicDir: path.join(checkout, 'build', 'icons'),
  plugins: [react()],
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: path.join(checkout, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // Everything is a file: the policy allows no inlined scripts and no fonts as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
  },
});
