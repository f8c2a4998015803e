import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const source = path.resolve(import.meta.dirname, '..', '..', '..');

/** A command that tells what it got. */
const probe = `
if (process.argv.includes('wait')) { process.on('SIGTERM', () => process.exit(42)); setInterval(() => {}, 1000); }
else process.exitCode = 7;
process.stdout.write(JSON.stringify({ args: process.argv.slice(2), node: process.versions.node }) + '\\n');
`;

describe('the door of the commands', () => {
  let checkout: string;
  beforeAll(async () => {
    checkout = await mkdtemp(path.join(tmpdir(), 'uige-checkout-'));
    await cp(path.join(source, 'build'), path.join(checkout, 'build'), { recursive: true });
    // Its packages are the Node that we run on and nothing else, put there by hand: npm has nothing to do.
    const node = path.relative(path.join(source, 'node_modules'), process.execPath).split(path.sep)[0] ?? '';
    const packages = JSON.stringify({ packages: {} });
    await writeFile(path.join(checkout, 'package-lock.json'), packages);
    await mkdir(path.join(checkout, 'node_modules'));
    await writeFile(path.join(checkout, 'node_modules', '.package-lock.json'), packages);
    await writeFile(path.join(checkout, 'package.json'), JSON.stringify({ type: 'module' }));
    await symlink(path.join(source, 'node_modules', node), path.join(checkout, 'node_modules', node));
    await mkdir(path.join(checkout, 'cli'));
    await writeFile(path.join(checkout, 'cli', 'main.ts'), probe);
  });
  afterAll(() => rm(checkout, { recursive: true }));

  function uige(...args: string[]): ChildProcess {
    return spawn(process.execPath, [path.join(checkout, 'build', 'uige.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  test('uige hands on every argument and the exit status, keeps stdout clean, and runs on Node 24', () => {
    const args = ['children', '--search', 'Инжу "А" $HOME', '--json'];
    const result = spawnSync(process.execPath, [path.join(checkout, 'build', 'uige.js'), ...args], {
      encoding: 'utf8',
    });
    const told = JSON.parse(result.stdout);
    expect(told.args).toEqual(args);
    expect(told.node).toMatch(/^24\./);
    expect(result.status).toBe(7);
    expect(result.stderr).toBe('');
  });

  test('uige hands on the order to end, and ends as the command ends', async () => {
    const child = uige('wait');
    if (child.stdout === null) throw new Error('no stdout');
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([42, null]);
  });

  test('a wrong verb is told, not ignored', () => {
    const result = spawnSync(process.execPath, [path.join(checkout, 'build', 'bootstrap.js'), 'strat'], {
      encoding: 'utf8',
    });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain('usage: node build/bootstrap.js start | test | run FILE | exec PACKAGE');
  });
});
