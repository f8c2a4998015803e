/**
 * How a command is put on the program: each file in commands/ has one function that declares its
 * arguments and options and hands its work to `acting`.
 */
import type { Command } from 'commander';
import type { Language, Translator } from '#shared/i18n/index.ts';
import { type Tool, toolFor, type World } from './tool.ts';

/** What declaring a command needs. */
export interface Declaring {
  readonly world: World;
  /** The language of help and of errors before a profile is open. */
  readonly language: Language;
  readonly t: Translator;
}

/** Makes the action of a command: its own part gets the tool and the command with its arguments and options. */
export function acting(
  declaring: Declaring,
  work: (tool: Tool, command: Command) => Promise<void>,
): (this: Command) => Promise<void> {
  return async function act(this: Command) {
    await work(toolFor(this, declaring.world, declaring.language), this);
  };
}

/** A positional argument that commander has made sure is there. */
export function argument(command: Command, at: number): string {
  return command.processedArgs[at];
}

/** A positional argument of one or more. */
export function severalArguments(command: Command, at: number): readonly string[] {
  return command.processedArgs[at];
}
