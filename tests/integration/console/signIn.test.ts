/** Signing in to the console: who gets in, who is kept waiting, and what nobody can learn from outside. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Passwords } from '#server/console/passwords.ts';
import { signIn } from '#server/console/signIn.ts';
import { countTry, tryOf } from '#server/console/throttle.ts';
import { startServer } from '#server/start.ts';
import { ConsoleScene, password, refusal } from '#tests/support/consoleScene.ts';
import { ConsoleVisitor } from '#tests/support/consoleVisitor.ts';

let scene: ConsoleScene;
beforeAll(async () => {
  scene = await ConsoleScene.open();
});
afterAll(() => scene.close());

describe('who gets in', () => {
  test('an administrator signs in and the cookie is out of reach of scripts and of other sites', async () => {
    const visitor = scene.visitor();
    expect((await visitor.client.session.me()).me).toBeNull();
    const login = await scene.employ('administrator');
    const me = await visitor.signIn(login, password);
    expect(me).toMatchObject({ person: { login }, roles: ['administrator'], mustChangePassword: false });
    expect(visitor.lastSetCookie).toMatch(/^uige-console=[\w.-]+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await visitor.client.session.me()).me).toEqual(me);
  });

  test('a login is not case sensitive, a password is', async () => {
    const login = await scene.employ('administrator');
    const visitor = scene.visitor();
    expect(await refusal(visitor.signIn(login.toUpperCase(), password))).toBe('done');
    expect(await refusal(scene.visitor().signIn(login, password.toUpperCase()))).toBe('sign_in_wrong');
  });

  test('whoever has no role for the console is told so, but only with the right password', async () => {
    const login = await scene.employ('caseworker');
    expect(await refusal(scene.visitor().signIn(login, password))).toBe('no_console_role');
    expect(await refusal(scene.visitor().signIn(login, 'что-то другое'))).toBe('sign_in_wrong');
  });

  test('an administrator of one institution is none of the server', async () => {
    const login = await scene.employ('administrator', 'Дом надежды');
    expect(await refusal(scene.visitor().signIn(login, password))).toBe('no_console_role');
  });

  test('a password made by another lets in once, and only to replace it', async () => {
    const administrator = await scene.signedIn('administrator');
    const login = await scene.employ('analyst');
    const { password: first } = await administrator.client.people.openConsole({ login });
    const visitor = scene.visitor();
    expect((await visitor.signIn(login, first)).mustChangePassword).toBe(true);
    const { figures, account } = visitor.client;
    expect(await refusal(figures.overview({ asOf: '2026-11-10' }))).toBe('password_change_needed');
    expect(await refusal(account.changePassword({ current: first, next: 'коротко' }))).toBe('password_weak');
    await account.changePassword({ current: first, next: 'совсем другой пароль' });
    expect(await refusal(figures.overview({ asOf: '2026-11-10' }))).toBe('done');
  });

  test('a password made by another is forgotten after a week', async () => {
    const administrator = await scene.signedIn('administrator');
    const login = await scene.employ('analyst');
    const { password: first } = await administrator.client.people.openConsole({ login });
    scene.pass({ minutes: 7 * 24 * 60 });
    expect(await refusal(scene.visitor().signIn(login, first))).toBe('sign_in_wrong');
  });
});

describe('what nobody learns from outside', () => {
  test('a login that is not there, one without a password and a wrong password are answered alike', async () => {
    const login = await scene.employ('administrator');
    const { admin } = scene.office.server;
    await admin.addUser({
      login: 'no-password',
      name: 'Без пароля',
      role: 'administrator',
      institution: null,
    });
    const answers = [];
    for (const tried of [login, 'no-password', 'nobody-of-this-name']) {
      const body = { json: { login: tried, password: 'не тот пароль' } };
      const answer = await fetch(`${scene.office.server.url}/console/rpc/session/signIn`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: scene.office.server.url },
        body: JSON.stringify(body),
      });
      answers.push([answer.status, await answer.text(), answer.headers.get('set-cookie')]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.[0]).toBe(422);
  });

  test('each costs one hash of the same parameters, so that time tells nothing either', async () => {
    const login = await scene.employ('administrator');
    const passwords = new Passwords();
    const hashed: string[] = [];
    const counting = {
      hash: (given: string) => passwords.hash(given),
      matches: (given: string, hash: string) => {
        hashed.push(hash.split('$').slice(0, 4).join('$'));
        return passwords.matches(given, hash);
      },
    };
    for (const tried of [login, 'nobody-of-this-name']) {
      const from = { address: '198.51.100.7', browser: '' };
      await signIn(
        { server: scene.beside.context, passwords: counting },
        { login: tried, password: 'нет' },
        from,
      );
    }
    await passwords.close();
    expect(hashed).toEqual(['$argon2id$v=19$m=65536,t=2,p=1', '$argon2id$v=19$m=65536,t=2,p=1']);
  });
});

describe('who is kept waiting', () => {
  test('after five wrong passwords even the right one must wait, at another process too, and then works', async () => {
    const login = await scene.employ('administrator');
    for (let wrong = 0; wrong < 5; wrong += 1) {
      expect(await refusal(scene.visitor().signIn(login, 'не тот'))).toBe('sign_in_wrong');
    }
    expect(await refusal(scene.visitor().signIn(login, password))).toBe('throttled');
    const restarted = await startServer({ databaseUrl: scene.office.databaseUrl, now: () => scene.now() });
    const there = new ConsoleVisitor(restarted.url);
    expect(await refusal(there.signIn(login, password))).toBe('throttled');
    scene.pass({ seconds: 31 });
    expect(await refusal(there.signIn(login, 'не тот'))).toBe('sign_in_wrong');
    scene.pass({ seconds: 31 });
    // the sixth wrong one has doubled the wait
    expect(await refusal(there.signIn(login, password))).toBe('throttled');
    scene.pass({ seconds: 31 });
    expect(await refusal(there.signIn(login, password))).toBe('done');
    // the right one has made good for the wrong ones
    expect(await refusal(there.signIn(login, 'не тот'))).toBe('sign_in_wrong');
    expect(await refusal(there.signIn(login, password))).toBe('done');
    await restarted.close();
  });

  test('a login that is not there waits just the same', async () => {
    const answers = [];
    for (let wrong = 0; wrong < 6; wrong += 1)
      answers.push(await refusal(scene.visitor().signIn('nobody', 'не тот')));
    expect(answers.slice(4)).toEqual(['sign_in_wrong', 'throttled']);
  });

  test('an address that tries one login after the other must wait', async () => {
    scene.pass({ minutes: 61 });
    const answers = new Set<string>();
    for (let wrong = 0; wrong < 27; wrong += 1)
      expect(
        await countTry(scene.beside.context.store, tryOf(`guess${wrong}`, '127.0.0.1'), scene.now()),
      ).toBeNull();
    for (let wrong = 27; wrong < 30; wrong += 1)
      answers.add(await refusal(scene.visitor().signIn(`guess${wrong}`, 'не тот')));
    expect([...answers]).toEqual(['sign_in_wrong']);
    expect(await refusal(scene.visitor().signIn('guess30', 'не тот'))).toBe('throttled');
    scene.pass({ minutes: 61 });
    expect(await refusal(scene.visitor().signIn('guess30', 'не тот'))).toBe('sign_in_wrong');
  });
});
