/**
 * What a command works with: its settings, its voice and the world around it. Passed in whole, so that a
 * command reads nothing of the process itself.
 */
import type { Command } from 'commander';
import type { Hardness } from '#db/vault/hardness.ts';
import { clockAt } from '#host/clock.ts';
import { createHost } from '#host/host.ts';
import type { AppClient } from '#shared/contract/index.ts';
import type { Me } from '#shared/contract/views.ts';
import { type Language, type Translator, translator } from '#shared/i18n/index.ts';
import { CommandFailure, fail } from './failure.ts';
import { Output, type Stream } from './output.ts';
import { type Input, newPassphraseFor, passphraseFor } from './passphrase.ts';
import { type Environment, type Settings, settingsOf } from './settings.ts';

export interface World {
  readonly env: Environment;
  readonly stdin: Input;
  readonly stdout: NodeJS.WritableStream & Stream;
  readonly stderr: NodeJS.WritableStream & Stream;
  /** The machine's clock. */
  readonly now: () => Date;
  /** How hard a passphrase that is set is made; by default as hard as this machine bears. */
  readonly hardness?: Hardness;
}

export interface Tool {
  readonly settings: Settings;
  readonly out: Output;
  readonly language: Language;
  readonly t: Translator;
  readonly world: World;
}

/** A command's tool, with the language that was asked for or `fallback`. */
export function toolFor(command: Command, world: World, fallback: Language): Tool {
  const settings = settingsOf(command, world.env, translator(fallback));
  const language = settings.language ?? fallback;
  return { settings, out: new Output(world, settings.json), language, t: translator(language), world };
}

/** An open profile, and the tool speaking its person's language. */
export interface Opened extends Tool {
  readonly client: AppClient;
  readonly me: Me;
}

/** Runs work on a host that starts locked and is closed in the end. */
export async function withHost<Value>(
  tool: Tool,
  work: (client: AppClient) => Promise<Value>,
): Promise<Value> {
  const host = createHost({
    home: tool.settings.home,
    clock: clockAt(tool.settings.today, tool.world.now),
    machineClock: tool.world.now,
    asksClock: tool.settings.today === null,
    ...(tool.world.hardness === undefined ? {} : { hardness: tool.world.hardness }),
  });
  try {
    return await work(host.client());
  } finally {
    await host.close();
  }
}

/** Opens the profile with its passphrase, runs the work, and locks again. */
export async function withProfile<Value>(
  tool: Tool,
  work: (opened: Opened) => Promise<Value>,
): Promise<Value> {
  return withHost(tool, async (client) => {
    const spoken = await spokenProfile(tool, client);
    const passphrase = await askPassphrase(spoken);
    const unlocked = await client.profile.unlock({ passphrase });
    if (!unlocked.ok) throw new CommandFailure(unlocked.error).spokenIn(spoken.language);
    const opened = { ...speaking(tool, unlocked.value.me.language), client, me: unlocked.value.me };
    try {
      return await work(opened);
    } catch (error) {
      throw error instanceof CommandFailure ? error.spokenIn(opened.language) : error;
    }
  });
}

/** The tool in the language of the profile, which must be there. */
export async function spokenProfile(tool: Tool, client: AppClient): Promise<Tool> {
  const status = await client.profile.status();
  const spoken = speaking(tool, status.language);
  if (status.wiped !== null) {
    const failure = { code: 'device_wiped' as const, details: { ...status.wiped } };
    throw new CommandFailure(failure).spokenIn(spoken.language);
  }
  if (status.state === 'none') fail('no_profile');
  return spoken;
}

export function askPassphrase(tool: Tool): Promise<string> {
  return passphraseFor(tool.settings, tool.world.env, tool.world, tool.t);
}

/** As `askPassphrase`, for a profile that is being made. */
export function askNewPassphrase(tool: Tool): Promise<string> {
  return newPassphraseFor(tool.settings, tool.world.env, tool.world, tool.t);
}

/** The person's language, where none was asked for. */
function speaking(tool: Tool, language: Language | null): Tool {
  if (tool.settings.language !== null || language === null) return tool;
  return { ...tool, language, t: translator(language) };
}
