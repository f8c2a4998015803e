import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Refused } from '#cli/run/failure.ts';
import { newPassphraseFor, passphraseFor } from '#cli/run/passphrase.ts';
import { translator } from '#shared/i18n/index.ts';

const t = translator('ru');
const nothingGiven = { home: '', passphraseFile: null, json: false, today: null, language: null };

/** A terminal at which these keys are pressed. */
function terminal(keys: string) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  stdin.write(keys);
  return { stdin, stderr, seen: () => String(stderr.read() ?? '') };
}

describe('a passphrase at the terminal', () => {
  it('is never shown, and what is taken back is gone', async () => {
    const one = terminal('три синих🐘\u007f\u007f\u007fx\u007fих слона\r');
    expect(await passphraseFor(nothingGiven, {}, one, t)).toBe('три синих слона');
    expect(one.seen()).toBe('Парольная фраза: \n');
  });

  it('is typed twice for a new profile, pasted or by hand', async () => {
    const same = terminal('три синих слона\rтри синих слона\r');
    expect(await newPassphraseFor(nothingGiven, {}, same, t)).toBe('три синих слона');
    const slip = terminal('три синих слона\rтри синих слана\r');
    await expect(newPassphraseFor(nothingGiven, {}, slip, t)).rejects.toMatchObject({
      code: 'passphrases_differ',
    });
  });

  it.each([
    ['Ctrl-C', 'три\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('that is broken off with %s ends the command in words', async (_, keys) => {
    const stopped = passphraseFor(nothingGiven, {}, terminal(keys), t);
    await expect(stopped).rejects.toThrow(new Refused('cancelled', 'Ввод остановлен.'));
  });
});
