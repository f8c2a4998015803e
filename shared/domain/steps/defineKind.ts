/**
 * How a kind of step is declared: its name, version, the feed it lives in and the zod
 * schema of its payload. Schemas are strict: a misspelt field is refused when recorded,
 * instead of being dropped. A payload of a newer version is not parsed but kept verbatim.
 */
import type { z } from 'zod';
import type { FeedKind } from '../step.ts';

/** Groups the permission table speaks of (permissions.ts). */
export type KindGroup =
  | 'identity'
  | 'kin'
  | 'work'
  | 'decision'
  | 'stage'
  | 'approval'
  | 'note'
  | 'settlement'
  | 'plan'
  | 'directory'
  | 'derived';

export interface KindDefinition<Kind extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly kind: Kind;
  readonly version: number;
  readonly minReader: number;
  readonly feed: FeedKind;
  readonly group: KindGroup;
  readonly schema: Schema;
}

export function defineKind<const Kind extends string, Schema extends z.ZodType>(
  kind: Kind,
  options: { group: KindGroup; feed?: FeedKind; version?: number; minReader?: number; schema: Schema },
): KindDefinition<Kind, Schema> {
  return {
    kind,
    version: options.version ?? 1,
    minReader: options.minReader ?? 1,
    feed: options.feed ?? 'case',
    group: options.group,
    schema: options.schema,
  };
}
