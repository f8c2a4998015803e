/** Everything the console's pages stand on, from the outside in: theme, texts, the server, the session. */
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import 'dayjs/locale/kk';
import 'dayjs/locale/ru';
import 'dayjs/locale/en-gb';
import { type ReactNode, useState } from 'react';
import { type Language, languageOf } from '#shared/i18n/index.ts';
import { cspNonce } from '../ui/cspNonce.ts';
import { ErrorBoundary } from '../ui/parts/ErrorBoundary.tsx';
import type { Shell } from '../ui/shell.ts';
import { ShellProvider } from '../ui/shellContext.tsx';
import { TextsProvider, useLanguage } from '../ui/texts.tsx';
import { colorSchemeManager } from '../ui/theme/colorScheme.ts';
import { theme } from '../ui/theme/theme.ts';
import { ServerProvider } from './api.tsx';
import { connectServer } from './connect.ts';
import { Gate } from './signIn/Gate.tsx';

export function App({ shell }: { shell: Shell }) {
  const [server] = useState(connectServer);
  const [schemes] = useState(() => colorSchemeManager(shell));
  const language = shell.settings.language ?? languageOf(navigator.language) ?? 'ru';
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="light"
      colorSchemeManager={schemes}
      getStyleNonce={cspNonce}
    >
      <QueryClientProvider client={server.queries}>
        <ServerProvider server={server}>
          <ShellProvider shell={shell}>
            <TextsProvider initial={language}>
              <Calendar>
                <Notifications position="bottom-right" />
                <ErrorBoundary resetOn="app">
                  <Gate />
                </ErrorBoundary>
              </Calendar>
            </TextsProvider>
          </ShellProvider>
        </ServerProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

const calendarLocales: Readonly<Record<Language, string>> = { ru: 'ru', kk: 'kk', en: 'en-gb' };

function Calendar({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <DatesProvider settings={{ locale: calendarLocales[language], firstDayOfWeek: 1, weekendDays: [0, 6] }}>
      {children}
    </DatesProvider>
  );
}
