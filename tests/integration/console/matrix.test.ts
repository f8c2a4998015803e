/** Every procedure of the console × every role: allowed or refused as the table says, and nothing else exists. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { consoleAccess, consoleAccessTable, isOpen } from '#shared/console/access.ts';
import { consoleContract, keyHeader } from '#shared/console/contract.ts';
import { type Role, roles } from '#shared/domain/roles.ts';
import { ConsoleScene } from '#tests/support/consoleScene.ts';
import type { ConsoleVisitor } from '#tests/support/consoleVisitor.ts';

const procedures = proceduresIn(consoleContract);

/** Contract procedures carry their definition under `~orpc`; everything else is a branch. */
function proceduresIn(branch: object, before = ''): string[] {
  return Object.entries(branch).flatMap(([name, part]: [string, object]) =>
    '~orpc' in part ? [`${before}${name}`] : proceduresIn(part, `${before}${name}.`),
  );
}

let scene: ConsoleScene;
const visitors = new Map<Role | null, ConsoleVisitor>();
beforeAll(async () => {
  scene = await ConsoleScene.open();
  for (const role of roles) visitors.set(role, await scene.signedIn(role));
  visitors.set(null, scene.visitor());
});
afterAll(() => scene.close());

test('the table has a line for every procedure and no other', () => {
  expect(Object.keys(consoleAccess).sort()).toEqual(procedures.toSorted());
});

test('docs/permissions.md prints this table', () => {
  const cells = (text: string) => text.replaceAll(/ *\| */g, '|').replaceAll(/-+/g, '-');
  const page = readFileSync(new URL('../../../docs/permissions.md', import.meta.url), 'utf8');
  expect(cells(page)).toContain(cells(consoleAccessTable()));
});

/** Something that every procedure refuses or that does nothing: here only the door is asked. */
async function call(visitor: ConsoleVisitor, procedure: string): Promise<number> {
  const { url } = scene.office.server;
  const answer = await fetch(`${url}/console/rpc/${procedure.replaceAll('.', '/')}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: url,
      cookie: visitor.cookie,
      [keyHeader]: visitor.headers[keyHeader] ?? '',
    },
    body: JSON.stringify({ json: { nothing: true } }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

// signing out comes last: it ends the session that the others need
const inOrder = procedures.toSorted((one, other) =>
  one === 'session.signOut' ? 1 : other === 'session.signOut' ? -1 : 0,
);

describe.each([...roles, null])('as %s', (role) => {
  test.each(inOrder)('%s', async (procedure) => {
    const visitor = visitors.get(role) ?? scene.visitor();
    const open = isOpen(procedure, role === null ? null : [role]);
    const status = await call(visitor, procedure);
    // past the door an unfitting input is 400, none needed is 200
    if (open) expect([200, 400]).toContain(status);
    else expect(status).toBe(role === null ? 401 : 403);
  });
});

test('a procedure that is not in the contract does not exist', async () => {
  const administrator = await scene.signedIn('administrator');
  for (const procedure of ['cases.list', 'people', 'push', 'pull', '__proto__.toString', 'constructor'])
    expect(await call(administrator, procedure), procedure).toBe(404);
});

test('the device’s procedures take no console session, and the console no device’s token', async () => {
  const administrator = await scene.signedIn('administrator');
  const { url } = scene.office.server;
  const answer = await fetch(`${url}/rpc/feeds`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: administrator.cookie },
    body: '{}',
  });
  expect(answer.status).toBe(401);
  const other = await fetch(`${url}/console/rpc/people/list`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, authorization: 'Bearer x' },
    body: '{}',
  });
  expect(other.status).toBe(401);
});
