import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Uige } from '../../support/uige.ts';

const container = readFileSync('build/server/Containerfile', 'utf8');
const unit = readFileSync('build/server/uige-server.service', 'utf8');

/** Rooms of ours that the files of a room import. */
function roomsUsedBy(room: string): string[] {
  const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.ts'));
  const texts = files.map((file) => readFileSync(path.join(room, file), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/'#([a-z]+)\//g)].map((found) => found[1] ?? ''));
}

test('what the container file copies is there', () => {
  const copied = [...container.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    (line) => line[1]?.split(' ') ?? [],
  );
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.filter((name) => !existsSync(name))).toEqual([]);
});

test('the container carries every room that the command needs', () => {
  const carried = /cp -a (.+) \/out\//.exec(container)?.[1]?.split(' ') ?? [];
  const rooms = carried.filter((name) => existsSync(name) && !name.includes('.') && name !== 'node_modules');
  const needed = new Set(rooms.filter((room) => room !== 'dist').flatMap(roomsUsedBy));
  expect(rooms).toContain('cli');
  expect([...needed].filter((room) => !carried.includes(room))).toEqual([]);
});

test('unit and container start the server by options that it has', async () => {
  const uige = new Uige();
  const { stdout } = await uige.call(['server', 'start', '--help']);
  uige.remove();
  const used = [...`${unit}${container.split('CMD')[1] ?? ''}`.matchAll(/--[a-z-]+/g)].map(
    ([option]) => option,
  );
  expect(used).toContain('--behind-proxy');
  expect(used).toContain('--tls-cert');
  expect([...new Set(used)].filter((option) => !stdout.includes(option))).toEqual([]);
});
