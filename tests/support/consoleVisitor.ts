/** Somebody at the server's web console, as their browser sends it: cookies, origin, the page's key. */
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { type ConsoleClient, keyHeader } from '#shared/console/contract.ts';
import type { SignedIn } from '#shared/console/session.ts';

export class ConsoleVisitor {
  readonly client: ConsoleClient;
  /** Sent with every call; a test may take away or change what it likes. */
  readonly headers: Record<string, string>;
  /** All that the server told this browser to keep. */
  cookie = '';
  lastSetCookie: string | null = null;

  constructor(url: string) {
    this.headers = { origin: url };
    this.client = createORPCClient(
      new RPCLink({
        url: `${url}/console/rpc`,
        headers: () => ({ ...this.headers, ...(this.cookie === '' ? {} : { cookie: this.cookie }) }),
        fetch: async (request, init) => {
          const answer = await fetch(request, init);
          this.lastSetCookie = answer.headers.get('set-cookie') ?? this.lastSetCookie;
          const kept = answer.headers.get('set-cookie')?.split(';')[0];
          if (kept !== undefined) this.cookie = kept.endsWith('=') ? '' : kept;
          return answer;
        },
      }),
    );
  }

  async signIn(login: string, password: string, code?: string): Promise<SignedIn> {
    const me = await this.client.session.signIn({ login, password, ...(code === undefined ? {} : { code }) });
    this.headers[keyHeader] = me.key;
    return me;
  }
}
