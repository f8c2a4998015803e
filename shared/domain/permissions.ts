/**
 * Who may read, write and approve what: one table for app, command line and server, printed in
 * docs/permissions.md. The server enforces it, everything else mirrors it. A line that is not
 * here is not allowed. Which *case* a person may reach is a matter of grants, on top of this.
 */
import type { Role } from './roles.ts';
import type { FeedKind } from './step.ts';
import type { KindGroup } from './steps/defineKind.ts';

export interface PermissionLine {
  readonly role: Role;
  readonly feed: FeedKind;
  readonly may: 'read' | 'write' | 'approve';
  /** Groups of kinds that may be written; empty for reading, which is of the whole feed. */
  readonly groups: readonly KindGroup[];
  readonly because: string;
}

const casework: readonly KindGroup[] = ['identity', 'kin', 'work', 'decision', 'stage', 'note', 'settlement'];

function read(role: Role, feed: FeedKind, because: string): PermissionLine {
  return { role, feed, may: 'read', groups: [], because };
}

function write(role: Role, feed: FeedKind, groups: readonly KindGroup[], because: string): PermissionLine {
  return { role, feed, may: 'write', groups, because };
}

/** Kinds of the group `derived` are in no line: only the server writes them. */
export const permissions: readonly PermissionLine[] = [
  read('caseworker', 'directory', 'names of colleagues and institutions stand on every case'),
  read('caseworker', 'institution', 'sees how the closure goes that the own cases are part of'),
  write('caseworker', 'institution', ['plan'], 'sets the baseline day when importing the register'),
  read('caseworker', 'case', 'works with the child; needs a grant for each case'),
  write('caseworker', 'case', casework, 'records the work with child and family'),

  read('supervisor', 'directory', 'names of colleagues and institutions stand on every case'),
  read('supervisor', 'institution', 'answers for the cases behind the figures'),
  write('supervisor', 'institution', ['plan'], 'sets the baseline day when importing the register'),
  read('supervisor', 'roster', 'finds every child of the institution by name'),
  read('supervisor', 'case', 'supervises the casework of the institution'),
  write('supervisor', 'case', casework, 'records in the absence of the caseworker'),
  {
    role: 'supervisor',
    feed: 'case',
    may: 'approve',
    groups: ['approval'],
    because: 'is the second person for an override and for closing a case',
  },
  read('supervisor', 'device_audit', 'looks at what was viewed, printed and exported'),

  read('director', 'directory', 'names of colleagues and institutions stand on every list'),
  read('director', 'institution', 'answers for the closure of the institution'),
  write('director', 'institution', ['plan'], 'sets the baseline of the closure'),
  read('director', 'plan', 'leads the closure'),
  write('director', 'plan', ['plan'], 'writes the closure plan'),
  read('director', 'roster', 'knows the children of the institution by name'),

  read('regional_officer', 'directory', 'names of institutions stand on every figure'),
  read('regional_officer', 'institution', 'oversees the closures of the region, without names'),
  read('regional_officer', 'plan', 'oversees the closures of the region'),

  read('analyst', 'directory', 'names of institutions stand on every aggregate'),

  read('administrator', 'directory', 'keeps people, roles and institutions'),
  write('administrator', 'directory', ['directory'], 'keeps people, roles and institutions'),
];

export function mayRead(roles: readonly Role[], feed: FeedKind): boolean {
  return permissions.some((line) => line.may === 'read' && line.feed === feed && roles.includes(line.role));
}

/** Approvals ask `mayApprove`; for the group `approval` this is the same question. */
export function mayWrite(roles: readonly Role[], feed: FeedKind, group: KindGroup): boolean {
  if (group === 'approval') return mayApprove(roles, feed);
  return permissions.some(
    (line) =>
      line.may === 'write' && line.feed === feed && line.groups.includes(group) && roles.includes(line.role),
  );
}

/** Whether these roles are a second person for cases. That it is *another* person is the gate's business. */
export function mayApprove(roles: readonly Role[], feed: FeedKind): boolean {
  return permissions.some(
    (line) => line.may === 'approve' && line.feed === feed && roles.includes(line.role),
  );
}

/** Whether any kind may be written there: without it a step waits in quarantine instead of in review. */
export function mayWriteSomething(roles: readonly Role[], feed: FeedKind): boolean {
  return permissions.some((line) => line.may !== 'read' && line.feed === feed && roles.includes(line.role));
}

/** The table as docs/permissions.md prints it, in Markdown. */
export function permissionsTable(): string {
  const rows = permissions.map(
    (line) =>
      `| ${line.role} | ${line.feed} | ${line.may} | ${line.groups.join(', ') || '—'} | ${line.because} |`,
  );
  return ['| role | feed | may | kinds of step | because |', '|---|---|---|---|---|', ...rows].join('\n');
}
