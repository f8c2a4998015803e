/**
 * Who may use the app in a browser: whoever opens the printed address first. Its token is good once; it is
 * exchanged for a cookie that no script can read and no other site can use. Requests that name another host
 * (DNS rebinding) or come from another origin are refused, whatever cookie they carry.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';

/** The part of a request that access depends on. */
export interface AccessRequest {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly cookie: string | undefined;
  /** The token of the printed address, when the request brings one. */
  readonly token: string | null;
}

export type AccessVerdict =
  | { readonly kind: 'allowed' }
  /** The token was right: set this cookie and go on without the token in the address. */
  | { readonly kind: 'exchanged'; readonly setCookie: string }
  | { readonly kind: 'refused'; readonly reason: 'host' | 'origin' | 'token' };

const cookieName = 'uige';

export class BrowserAccess {
  readonly #session = randomBytes(32).toString('base64url');
  #token: string | undefined = randomBytes(32).toString('base64url');

  /** The one-time token for the address; undefined once it has been used. */
  get token(): string | undefined {
    return this.#token;
  }

  /** @param authority the host and port that the server really listens on, such as `127.0.0.1:49152` */
  check(request: AccessRequest, authority: string): AccessVerdict {
    if (request.host !== authority) return { kind: 'refused', reason: 'host' };
    if (request.origin !== undefined && request.origin !== `http://${authority}`) {
      return { kind: 'refused', reason: 'origin' };
    }
    if (this.#cookieIsRight(request.cookie)) return { kind: 'allowed' };
    if (request.token === null || this.#token === undefined || !same(request.token, this.#token)) {
      return { kind: 'refused', reason: 'token' };
    }
    this.#token = undefined;
    return {
      kind: 'exchanged',
      setCookie: `${cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`,
    };
  }

  #cookieIsRight(header: string | undefined): boolean {
    const pairs = (header ?? '').split(';').map((pair) => pair.trim());
    const value = pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
    return value !== undefined && same(value, this.#session);
  }
}

function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
