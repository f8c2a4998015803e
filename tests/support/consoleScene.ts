/** A server with its own clock, an administrator and others, for whoever tries the web console. */
import { Passwords } from '#server/console/passwords.ts';
import { openSession } from '#server/console/sessions.ts';
import { type OpenServer, openServer } from '#server/open.ts';
import { keyHeader } from '#shared/console/contract.ts';
import type { Role } from '#shared/domain/roles.ts';
import { ConsoleVisitor } from './consoleVisitor.ts';
import { home, Office } from './office.ts';

export const password = 'верный конь и батарейка';

export class ConsoleScene {
  readonly office: Office;
  /** The same database, as another process of the server has it open. */
  readonly beside: OpenServer;
  /** One hash for everybody: each costs a quarter of a second. */
  readonly #passwordHash: string;
  #now: Date;
  #people = 0;

  private constructor(given: { office: Office; beside: OpenServer; passwordHash: string; now: Date }) {
    this.office = given.office;
    this.beside = given.beside;
    this.#passwordHash = given.passwordHash;
    this.#now = given.now;
  }

  static async open(): Promise<ConsoleScene> {
    let scene: ConsoleScene | null = null;
    const start = new Date('2026-11-10T06:00:00Z');
    const office = await Office.open({ now: () => scene?.now() ?? start });
    const { databaseUrl } = office;
    const beside = await openServer({ databaseUrl, now: () => scene?.now() ?? start });
    const passwords = new Passwords();
    const passwordHash = await passwords.hash(password);
    await passwords.close();
    scene = new ConsoleScene({ office, beside, passwordHash, now: start });
    return scene;
  }

  now(): Date {
    return this.#now;
  }

  /** Time goes on. */
  pass({ minutes = 0, seconds = 0 }: { minutes?: number; seconds?: number }): void {
    this.#now = new Date(this.#now.getTime() + (minutes * 60 + seconds) * 1000);
  }

  /** A new colleague who can sign in; answers the login. Roles without an institution are on the whole server. */
  async employ(role: Role, institution: string | null = null): Promise<string> {
    this.#people += 1;
    const login = `${role.replaceAll('_', '.')}${this.#people}`;
    const needsPlace = ['caseworker', 'supervisor', 'director'].includes(role);
    const { personId } = await this.office.server.admin.addUser({
      login,
      name: `Сотрудник ${this.#people}`,
      role,
      institution: institution ?? (needsPlace ? home : null),
    });
    await this.beside.context.store.insertNow('account', [
      {
        person_id: personId,
        password_hash: this.#passwordHash,
        password_set_at: this.#now,
        password_until: null,
        totp_secret: null,
        totp_confirmed_at: null,
        totp_last_step: 0,
      },
    ]);
    return login;
  }

  visitor(): ConsoleVisitor {
    return new ConsoleVisitor(this.office.server.url);
  }

  /** Somebody new with a session, whatever their role: the doors must tell, not the signing in. */
  async signedIn(role: Role, institution: string | null = null): Promise<ConsoleVisitor> {
    const login = await this.employ(role, institution);
    const visitor = this.visitor();
    const { store } = this.beside.context;
    const [person] = await store.select('person', { columns: ['person_id'], where: { login } });
    const { token, session } = await store.transaction((tx) =>
      openSession(tx, person?.person_id ?? '', 'Firefox/140', this.#now),
    );
    visitor.cookie = `uige-console=${token}`;
    visitor.headers[keyHeader] = session.key;
    return visitor;
  }

  async close(): Promise<void> {
    await this.beside.close();
    await this.office.close();
  }
}

/** The code of a refusal, or the code of the error. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) {
      const data: unknown = 'data' in error ? error.data : undefined;
      if (typeof data === 'object' && data !== null && 'code' in data) return String(data.code);
      return String(error.code);
    }
    throw error;
  }
  return 'done';
}
