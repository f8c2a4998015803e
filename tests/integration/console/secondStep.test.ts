/** The second step at signing in, from its enrolment to the lost telephone. */
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConsoleScene, password, refusal } from '#tests/support/consoleScene.ts';

let scene: ConsoleScene;
beforeAll(async () => {
  scene = await ConsoleScene.open();
});
afterAll(() => scene.close());

/** The app on the telephone. */
function telephone(secret: string): () => string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return () => totp.generate({ timestamp: scene.now().getTime() });
}

async function enrolled() {
  const login = await scene.employ('administrator');
  const visitor = scene.visitor();
  await visitor.signIn(login, password);
  const { totp } = visitor.client.account;
  const { secret } = await totp.start({ password });
  const code = telephone(secret);
  const { recoveryCodes } = await totp.confirm({ code: code() });
  scene.pass({ seconds: 60 });
  return { login, visitor, code, recoveryCodes };
}

test('is in force only once a code of the telephone has confirmed it, and asks for the password first', async () => {
  const login = await scene.employ('administrator');
  const visitor = scene.visitor();
  await visitor.signIn(login, password);
  const { totp } = visitor.client.account;
  expect(await refusal(totp.confirm({ code: '123456' }))).toBe('totp_not_started');
  expect(await refusal(totp.start({ password: 'не тот пароль' }))).toBe('password_wrong');
  const { secret } = await totp.start({ password });
  expect(await refusal(totp.confirm({ code: '000000' }))).toBe('code_wrong');
  expect(await refusal(scene.visitor().signIn(login, password))).toBe('done');
  await totp.confirm({ code: telephone(secret)() });
  expect(await refusal(scene.visitor().signIn(login, password))).toBe('code_needed');
  expect(await refusal(totp.start({ password }))).toBe('totp_already_on');
});

test('lets in with the code of the moment, each only once', async () => {
  const { login, code } = await enrolled();
  const now = code();
  expect(await refusal(scene.visitor().signIn(login, password, now))).toBe('done');
  expect(await refusal(scene.visitor().signIn(login, password, now))).toBe('code_wrong');
  scene.pass({ seconds: 30 });
  expect(await refusal(scene.visitor().signIn(login, password, code()))).toBe('done');
});

test('a code asked for by two at once lets one of them in', async () => {
  const { login, code } = await enrolled();
  const now = code();
  const answers = await Promise.all([1, 2].map(() => refusal(scene.visitor().signIn(login, password, now))));
  expect(answers.sort()).toEqual(['code_wrong', 'done']);
});

test('whoever has the password alone cannot try codes for long', async () => {
  const { login, code } = await enrolled();
  const answers = [];
  for (let wrong = 0; wrong < 6; wrong += 1)
    answers.push(await refusal(scene.visitor().signIn(login, password, '000000')));
  expect(answers.slice(3)).toEqual(['code_wrong', 'code_wrong', 'throttled']);
  expect(await refusal(scene.visitor().signIn(login, password, code()))).toBe('throttled');
});

test('a recovery code stands in for the telephone, once, however it is typed', async () => {
  const { login, recoveryCodes } = await enrolled();
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;
  expect(await refusal(scene.visitor().signIn(login, password, first))).toBe('done');
  expect(await refusal(scene.visitor().signIn(login, password, first))).toBe('code_wrong');
  const typed = second.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(await refusal(scene.visitor().signIn(login, password, typed))).toBe('done');
});

test("another person's recovery code is worth nothing", async () => {
  const [one, other] = [await enrolled(), await enrolled()];
  const answer = scene.visitor().signIn(one.login, password, other.recoveryCodes[0]);
  expect(await refusal(answer)).toBe('code_wrong');
});

test('ends with the password, and with it the recovery codes', async () => {
  const { login, visitor } = await enrolled();
  await visitor.client.account.totp.end({ password });
  expect(await refusal(scene.visitor().signIn(login, password))).toBe('done');
});
