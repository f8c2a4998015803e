/**
 * After an update the same steps may tell something else: rules of projection have a version, and the
 * profile keeps the one by which its rows were told. Where it is another, every case is told anew;
 * a standalone profile logs the summaries that changed by it. No step is touched.
 */
import { z } from 'zod';
import { rulesVersion } from '#shared/domain/gates/checks.ts';
import type { Writer } from '../open/handles.ts';
import { isStandalone } from '../profile/profile.ts';
import { projectedByKey, readSetting, writeSetting } from '../profile/settings.ts';
import { feedCursors } from '../steps/feeds.ts';
import { logDerived } from './institutionLog.ts';
import { projectCase } from './projectCase.ts';

/** Cases told anew in one transaction. */
const atOnce = 25;

/** Called once at opening. Cut short, it begins again at the next. */
export function followRules(writer: Writer, now: Date): void {
  if (readSetting(writer, projectedByKey, z.string()) === rulesVersion) return;
  const cases = feedCursors(writer).filter((feed) => feed.kind === 'case');
  const standalone = isStandalone(writer);
  for (let at = 0; at < cases.length; at += atOnce) {
    writer.transaction(() => {
      for (const { feedId } of cases.slice(at, at + atOnce)) {
        const state = projectCase(writer, feedId)?.state ?? null;
        if (standalone && state !== null) logDerived(writer, state, now);
      }
    });
  }
  writeSetting(writer, projectedByKey, rulesVersion);
}
