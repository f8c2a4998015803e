/**
 * Checks the whole database: rebuilds every projection into memory and compares it with the stored
 * rows; recomputes seals, chains, positions and checksums. It reads only, and names the step or
 * case of each fault; it never repairs.
 */
import type { VerifyView } from '#shared/contract/views.ts';
import type { Reader } from '../open/handles.ts';
import { forgetPayloads } from '../steps/payloadCache.ts';
import { verifyAttachments } from './verifyAttachments.ts';
import { verifyCases } from './verifyCases.ts';
import { verifyFeeds } from './verifyFeeds.ts';
import { verifyInstitutions } from './verifyInstitutions.ts';

export function verifyDatabase(reader: Reader): VerifyView {
  return verifyWith(reader, pageFaults);
}

/** All of it but SQLite's own pages: what the steps say, and what is derived of them. */
export function verifyContent(reader: Reader): VerifyView {
  return verifyWith(reader, () => []);
}

function verifyWith(reader: Reader, pageFaults: (reader: Reader) => string[]): VerifyView {
  forgetPayloads(reader);
  return reader.snapshot(() => {
    const pages = pageFaults(reader);
    const feeds = verifyFeeds(reader);
    const cases = verifyCases(reader);
    const institutions = verifyInstitutions(reader);
    const chainFaults = [...pages, ...feeds.faults, ...verifyAttachments(reader)];
    const projectionFaults = [...cases.faults, ...institutions];
    return {
      steps: feeds.steps,
      chain: { ok: chainFaults.length === 0, faults: chainFaults },
      projections: { ok: projectionFaults.length === 0, cases: cases.cases, faults: projectionFaults },
      feeds: feeds.feeds,
    };
  });
}

/** SQLite's own check of pages and indexes; one line a fault. */
function pageFaults(reader: Reader): string[] {
  return reader
    .integrity()
    .filter((line) => line !== 'ok')
    .map((line) => `database: ${line}`);
}
