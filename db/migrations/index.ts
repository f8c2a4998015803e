/** Every migration, in order; the schema's version is how many have run. Never edit one that was released. */
import type { Writer } from '../open/handles.ts';
import { firstSchema } from './0001-first-schema.ts';
import { staleCases } from './0002-stale-cases.ts';
import { headsWithoutSteps } from './0003-heads-without-steps.ts';
import { attachments } from './0004-attachments.ts';
import { stepsHeldForOthers } from './0005-steps-held-for-others.ts';
import { leftBehind } from './0006-left-behind.ts';
import { drafts } from './0007-drafts.ts';
import { snapshotPieces } from './0008-snapshot-pieces.ts';
import { caseworkersOfTheServer } from './0009-caseworkers-of-the-server.ts';
import { newestSummary } from './0010-newest-summary.ts';
import { seenAtHome } from './0011-seen-at-home.ts';

export interface Migration {
  readonly name: string;
  up(writer: Writer): void;
}

export const migrations: readonly Migration[] = [
  firstSchema,
  staleCases,
  headsWithoutSteps,
  attachments,
  stepsHeldForOthers,
  leftBehind,
  drafts,
  snapshotPieces,
  caseworkersOfTheServer,
  newestSummary,
  seenAtHome,
];

export const schemaVersion = migrations.length;
