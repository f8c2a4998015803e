/** All chapters of this language. A new chapter is a file beside this one and a line here. */
import { bundle } from './bundle.ts';
import { caseFile } from './case.ts';
import { children } from './children.ts';
import { cli } from './cli.ts';
import { common } from './common.ts';
import { console } from './console.ts';
import { country } from './country.ts';
import { domain } from './domain.ts';
import { drafts } from './drafts.ts';
import { failures } from './failures.ts';
import { forms } from './forms.ts';
import { importWizard } from './importWizard.ts';
import { institution } from './institution.ts';
import { register } from './register.ts';
import { report } from './report.ts';
import { reports } from './reports.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { start } from './start.ts';
import { sync } from './sync.ts';
import { today } from './today.ts';

export const en = {
  bundle,
  caseFile,
  children,
  cli,
  common,
  console,
  country,
  domain,
  drafts,
  failures,
  forms,
  importWizard,
  institution,
  report,
  register,
  reports,
  settings,
  shell,
  start,
  sync,
  today,
};
