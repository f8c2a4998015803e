/**
 * The places of the app. Addresses live behind the `#`, so the same build works under app:// and in a
 * browser. They hold ids and the name of a form, never a name of a person.
 */
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
} from '@tanstack/react-router';
import { z } from 'zod';
import { CasePage } from './case/CasePage.tsx';
import { formIds } from './case/forms/formIds.ts';
import { ChildrenPage } from './children/ChildrenPage.tsx';
import { NewCasePage } from './children/NewCasePage.tsx';
import { InstitutionPage } from './institution/InstitutionPage.tsx';
import { RegisterImportPage } from './register/RegisterImportPage.tsx';
import { ReportsPage } from './reports/ReportsPage.tsx';
import { SettingsPage } from './settings/SettingsPage.tsx';
import { Frame } from './shell/Frame.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { SyncPage } from './sync/SyncPage.tsx';
import { TodayPage } from './today/TodayPage.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: () => <Navigate to="/today" />,
});
const today = createRoute({ getParentRoute: () => root, path: '/today', component: TodayPage });
const children = createRoute({ getParentRoute: () => root, path: '/children', component: ChildrenPage });
const newCase = createRoute({ getParentRoute: () => root, path: '/children/new', component: NewCasePage });
const importRegister = createRoute({
  getParentRoute: () => root,
  path: '/children/import',
  component: RegisterImportPage,
});

/** `record` opens a form at once, `about` says for what: a goal, a support, a check, a step. */
const caseSearch = z.object({
  record: z.enum(formIds).optional().catch(undefined),
  about: z.string().max(100).optional().catch(undefined),
});
const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/children/$caseId',
  validateSearch: caseSearch,
  component: CaseRoute,
});

function CaseRoute() {
  const { caseId } = oneCase.useParams();
  const { record, about } = oneCase.useSearch();
  return <CasePage key={caseId} caseId={caseId} record={record} about={about} />;
}

const institution = createRoute({
  getParentRoute: () => root,
  path: '/institution',
  component: InstitutionPage,
});
const reports = createRoute({ getParentRoute: () => root, path: '/reports', component: ReportsPage });
/** `case` shows what concerns one child, `step` opens one of its steps. */
const syncSearch = z.object({
  case: z.uuid().optional().catch(undefined),
  step: z.uuid().optional().catch(undefined),
});
const sync = createRoute({
  getParentRoute: () => root,
  path: '/sync',
  validateSearch: syncSearch,
  component: SyncRoute,
});

function SyncRoute() {
  const search = sync.useSearch();
  return <SyncPage about={{ case: search.case, step: search.step }} />;
}

const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage });

const routeTree = root.addChildren([
  home,
  today,
  children,
  newCase,
  importRegister,
  oneCase,
  institution,
  reports,
  sync,
  settings,
]);

export function createAppRouter() {
  return createRouter({ routeTree, history: createHashHistory(), defaultPreload: false });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
