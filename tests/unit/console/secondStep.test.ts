import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enrolmentOf, newSecret, stepOf, stepSeconds } from '#server/console/secondStep.ts';

/** RFC 6238, appendix B: the secret of its SHA-1 vectors, and the last six digits of each. */
const secret = new TextEncoder().encode('12345678901234567890');
const vectors: readonly (readonly [number, string])[] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
];

const at = (seconds: number) => new Date(seconds * 1000);

describe('a code of the second step', () => {
  it.each(vectors)('at %d seconds is the one of RFC 6238', (seconds, code) => {
    expect(stepOf(secret, code, 0, at(seconds))).toBe(Math.floor(seconds / stepSeconds));
  });

  it('may be one step of a slow or fast clock away, and no more', () => {
    const step = Math.floor(1234567890 / stepSeconds);
    for (const [away, found] of [
      [-60, null],
      [-30, step],
      [30, step],
      [60, null],
    ] as const) {
      expect(stepOf(secret, '005924', 0, at(1234567890 + away)), String(away)).toBe(found);
    }
  });

  it('is taken once: neither it nor an earlier one is good again', () => {
    const step = Math.floor(1234567890 / stepSeconds);
    expect(stepOf(secret, '005924', step - 1, at(1234567890))).toBe(step);
    expect(stepOf(secret, '005924', step, at(1234567890))).toBeNull();
  });

  it('may be typed with blanks, as the apps show it', () => {
    expect(stepOf(secret, ' 005 924 ', 0, at(1234567890))).not.toBeNull();
  });

  it('is nothing else than six digits', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^\s*(\d\s*){6}$/.test(text)),
        (text) => {
          expect(stepOf(secret, text, 0, at(1234567890))).toBeNull();
        },
      ),
    );
  });

  it('is enrolled with an address that names the server and the login', () => {
    const made = enrolmentOf(secret, 'aigul.s', 'Үйге Астана');
    expect(made.secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const uri = new URL(made.uri);
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp']);
    expect(decodeURIComponent(uri.pathname)).toBe('/Үйге Астана:aigul.s');
    expect(Object.fromEntries(uri.searchParams)).toMatchObject({
      secret: made.secret,
      issuer: 'Үйге Астана',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });

  it('comes from 160 random bits', () => {
    const secrets = new Set(Array.from({ length: 50 }, () => Buffer.from(newSecret()).toString('hex')));
    expect(secrets.size).toBe(50);
    expect([...secrets][0]).toHaveLength(40);
  });
});
