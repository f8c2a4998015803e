/**
 * The rooms of the house and who may import whom (ARCHITECTURE.md). The check reads every import of every
 * source and fails on one that is not in the table.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { parseSync } from 'rolldown/utils';
import { inCheckout } from '../bootstrap/places.js';

const mayImport = {
  shared: [],
  runtime: ['shared'],
  db: ['shared', 'runtime'],
  reports: ['shared'],
  renderer: ['shared'],
  host: ['shared', 'db', 'reports'],
  server: ['shared', 'runtime', 'reports'],
  electron: ['shared', 'host'],
  cli: ['shared', 'db', 'reports', 'host', 'server'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Room = keyof typeof mayImport;

/** Rooms whose code must run without Node: in the window, or anywhere. */
const withoutNode: readonly Room[] = ['shared', 'renderer'];

export interface ForbiddenImport {
  readonly file: string;
  readonly specifier: string;
  readonly reason: string;
}

/** @throws Error that lists every forbidden import */
export function checkLayers(): void {
  const found = rooms().flatMap((room) =>
    sourcesOf(room).flatMap((file) => forbiddenImports(file, readFileSync(inCheckout(file), 'utf8'))),
  );
  if (found.length === 0) return;
  const lines = found.map(({ file, specifier, reason }) => `${file}: ${specifier}: ${reason}`);
  throw new Error(lines.join('\n'));
}

/**
 * The imports of one source that its room may not have.
 * @param file path from the root of the checkout, with forward slashes
 */
export function forbiddenImports(file: string, source: string): ForbiddenImport[] {
  const room = rooms().find((name) => file.startsWith(`${name}/`));
  if (room === undefined) return [];
  return importsOf(file, source).flatMap((specifier) => {
    const reason = whyForbidden(room, file, specifier);
    return reason === undefined ? [] : [{ file, specifier, reason }];
  });
}

function whyForbidden(room: Room, file: string, specifier: string): string | undefined {
  if (specifier === 'electron' && room !== 'electron') return 'only electron/ imports electron';
  if (isBuiltin(specifier) && withoutNode.includes(room) && !isConfiguration(file)) {
    return `${room}/ runs without Node`;
  }
  const target = roomOf(file, specifier);
  if (target === undefined || target === room) return undefined;
  if (target === 'tests') return 'the product does not import its tests';
  if (isConfiguration(file)) return undefined;
  const allowed: readonly string[] = mayImport[room];
  return allowed.includes(target) ? undefined : `${room}/ may not import ${target}/`;
}

/** The configuration of a tool lies beside what it configures and is run by the tool, not by the room. */
function isConfiguration(file: string): boolean {
  return file.endsWith('.config.ts');
}

/** The top folder that an import of ours leads to; undefined for a package. */
function roomOf(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1).split('/')[0];
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.join(path.posix.dirname(file), specifier).split('/')[0];
}

/** Every module that the source names: static, re-exported and dynamic. */
function importsOf(file: string, source: string): string[] {
  const { module } = parseSync(file, source);
  const named = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) =>
      entry.entries.map(({ moduleRequest }) => moduleRequest?.value),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      source.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    ),
  ];
  return named.filter((value) => value !== undefined);
}

function rooms(): Room[] {
  return Object.keys(mayImport).filter((name): name is Room => name in mayImport);
}

function sourcesOf(room: Room): string[] {
  try {
    return readdirSync(inCheckout(room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|js)$/.test(name) && !name.endsWith('.d.ts'))
      .map((name) => `${room}/${name.replaceAll(path.sep, '/')}`);
  } catch {
    return [];
  }
}
