/** Who takes part in the demonstration, all invented, and a device with an open profile for each. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createHost } from '#host/host.ts';
import type { RunningServer } from '#server/start.ts';
import type { AppClient } from '#shared/contract/index.ts';
import type { Role } from '#shared/domain/roles.ts';
import { valueIn } from '../run/failure.ts';
import type { DemoClock } from './clock.ts';

export const demoInstitution = 'Дом надежды';

interface Person {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

export const caseworker: Person = { login: 'nurlanova', name: 'А. Нурланова', role: 'caseworker' };
/** Follows the closure without reading any case. */
export const director: Person = { login: 'kim', name: 'С. Ким', role: 'director' };
/** The second person that closing a case asks for; opens a device when the first year is over. */
export const supervisor: Person = { login: 'bekova', name: 'Р. Бекова', role: 'supervisor' };

export interface Device {
  readonly role: Role;
  readonly client: AppClient;
  close(): Promise<void>;
}

export interface DemoWorld {
  readonly folder: string;
  readonly clock: DemoClock;
  readonly server: RunningServer;
}

export async function addPeople(server: RunningServer): Promise<void> {
  await server.admin.addInstitution(demoInstitution);
  for (const { login, name, role } of [caseworker, director, supervisor]) {
    await server.admin.addUser({ login, name, role, institution: demoInstitution });
  }
}

/** A new device with a profile of its own, enrolled by a one-time code. */
export async function openDevice(world: DemoWorld, person: Person, passphrase: string): Promise<Device> {
  const { login, name, role } = person;
  const home = path.join(world.folder, login);
  await mkdir(home, { recursive: true });
  const host = createHost({ home, clock: world.clock.now });
  const client = host.client();
  valueIn(
    await client.profile.create({
      name,
      role,
      institution: demoInstitution,
      passphrase,
      language: 'ru',
    }),
  );
  const { code } = await world.server.admin.makeCode(login);
  valueIn(await client.sync.enrol({ server: world.server.url, code }));
  return { role, client, close: () => host.close() };
}
