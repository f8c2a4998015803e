/** Sessions of the console: how each of them ends, and what the database knows of it. */

import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConsoleScene, password, refusal } from '#tests/support/consoleScene.ts';

let scene: ConsoleScene;
beforeAll(async () => {
  scene = await ConsoleScene.open();
});
afterAll(() => scene.close());

test('ends after half an hour without a call, and a page that only looks does not keep it', async () => {
  const visitor = await scene.signedIn('administrator');
  scene.pass({ minutes: 29 });
  await visitor.client.institutions.list();
  scene.pass({ minutes: 29 });
  expect((await visitor.client.session.me()).me).not.toBeNull();
  scene.pass({ minutes: 2 });
  expect((await visitor.client.session.me()).me).toBeNull();
  expect(await refusal(visitor.client.institutions.list())).toBe('SIGN_IN_NEEDED');
});

test('ends ten hours after signing in, however busy', async () => {
  const visitor = await scene.signedIn('administrator');
  for (let quarter = 0; quarter < 39; quarter += 1) {
    scene.pass({ minutes: 15 });
    expect(await refusal(visitor.client.account.sessions())).toBe('done');
  }
  scene.pass({ minutes: 15 });
  expect(await refusal(visitor.client.account.sessions())).toBe('SIGN_IN_NEEDED');
});

test('ends by signing out: the cookie is taken back and worth nothing', async () => {
  const visitor = await scene.signedIn('administrator');
  const { cookie } = visitor;
  await visitor.client.session.signOut();
  expect(visitor.lastSetCookie).toContain('Max-Age=0');
  visitor.cookie = cookie;
  expect(await refusal(visitor.client.institutions.list())).toBe('SIGN_IN_NEEDED');
});

test('a change of the password ends every other session, and only with the present password', async () => {
  const login = await scene.employ('administrator');
  const [here, there] = [scene.visitor(), scene.visitor()];
  await here.signIn(login, password);
  await there.signIn(login, password);
  const next = 'совсем новый пароль';
  const { account } = here.client;
  expect(await refusal(account.changePassword({ current: 'не тот', next }))).toBe('password_wrong');
  expect(await refusal(there.client.account.sessions())).toBe('done');
  await account.changePassword({ current: password, next });
  expect(await refusal(there.client.account.sessions())).toBe('SIGN_IN_NEEDED');
  expect(await refusal(account.sessions())).toBe('done');
  expect(await refusal(scene.visitor().signIn(login, password))).toBe('sign_in_wrong');
  expect(await refusal(scene.visitor().signIn(login, next))).toBe('done');
});

test('a person sees the own sessions and ends them; another cannot', async () => {
  const login = await scene.employ('administrator');
  const [here, there] = [scene.visitor(), scene.visitor()];
  await here.signIn(login, password);
  await there.signIn(login, password);
  const sessions = await here.client.account.sessions();
  expect(sessions.map((one) => one.current).sort()).toEqual([false, true]);
  const other = sessions.find((one) => !one.current)?.sessionId ?? '';
  const stranger = await scene.signedIn('administrator');
  expect(await stranger.client.account.endSession({ sessionId: other })).toEqual({ ended: false });
  expect(await refusal(there.client.account.sessions())).toBe('done');
  expect(await here.client.account.endSession({ sessionId: other })).toEqual({ ended: true });
  expect(await refusal(there.client.account.sessions())).toBe('SIGN_IN_NEEDED');
  await there.signIn(login, password);
  expect(await here.client.account.endOtherSessions()).toEqual({ ended: 1 });
  expect(await refusal(there.client.account.sessions())).toBe('SIGN_IN_NEEDED');
});

test('the end of the access ends the sessions', async () => {
  const administrator = await scene.signedIn('administrator');
  const login = await scene.employ('analyst');
  const analyst = scene.visitor();
  await analyst.signIn(login, password);
  await administrator.client.people.closeConsole({ login });
  expect(await refusal(analyst.client.account.sessions())).toBe('SIGN_IN_NEEDED');
  expect(await refusal(scene.visitor().signIn(login, password))).toBe('sign_in_wrong');
});

test('a role that is taken back is closed at the next call', async () => {
  const administrator = await scene.signedIn('administrator');
  const login = await scene.employ('analyst');
  const analyst = scene.visitor();
  await analyst.signIn(login, password);
  expect(await refusal(analyst.client.figures.overview({ asOf: '2026-11-10' }))).toBe('done');
  await administrator.client.people.endRole({ login, role: 'analyst', institution: null });
  expect(await refusal(analyst.client.figures.overview({ asOf: '2026-11-10' }))).toBe('FORBIDDEN');
});

test('a token that was altered opens nothing, and the database holds neither tokens nor passwords', async () => {
  const visitor = await scene.signedIn('administrator');
  const token = visitor.cookie.split('=')[1] ?? '';
  for (const forged of [`${token}x`, token.slice(1), token.split('.')[0] ?? '', "' or 1=1 --.x", '.']) {
    visitor.cookie = `uige-console=${forged}`;
    expect(await refusal(visitor.client.institutions.list()), forged).toBe('SIGN_IN_NEEDED');
  }
  const database = new pg.Client({ connectionString: scene.office.databaseUrl });
  await database.connect();
  const held: string[] = [];
  for (const table of ['console_session', 'account', 'sign_in_try', 'audit']) {
    const { rows } = await database.query(`select row_to_json(${table}) as row from ${table}`);
    held.push(...rows.map(({ row }) => JSON.stringify(row)));
  }
  await database.end();
  const secret = token.split('.')[1] ?? '';
  expect(secret).toHaveLength(43);
  expect(held.join('\n')).not.toContain(secret);
  expect(held.join('\n')).not.toContain(Buffer.from(secret).toString('hex'));
  expect(held.join('\n')).not.toContain(password);
});
