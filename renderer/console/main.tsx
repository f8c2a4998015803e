/** Where the console's page starts. */
import '@fontsource-variable/noto-sans/wght.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '../ui/theme/tokens.css';
import '../ui/theme/base.css';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { cspNonce } from '../ui/cspNonce.ts';
import { currentShell } from '../ui/shell.ts';
import { App } from './App.tsx';

// what keeps the page from scrolling behind a dialog makes its style element by itself (get-nonce)
Object.assign(globalThis, { __webpack_nonce__: cspNonce() });
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App shell={currentShell()} />
  </StrictMode>,
);
