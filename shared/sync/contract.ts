/**
 * The server's interface (oRPC, contract first; docs/sync-protocol.md). Devices speak it under
 * /rpc; /api serves the same procedures as plain JSON, described in /openapi.json.
 */

import type { ContractRouterClient } from '@orpc/contract';
import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import {
  attachmentAnswer,
  attachmentRequest,
  deviceRevoked,
  enrolRequest,
  farewellReport,
  feedsAnswer,
  feedsRequest,
  lookAnswer,
  lookRequest,
  pokeEvent,
  pullAnswer,
  pullRequest,
  pushAnswer,
  pushRequest,
  renewRequest,
  snapshotAnswer,
  snapshotRequest,
  tooOld,
} from './messages.ts';

/** Errors any procedure may answer (§12). */
const base = oc.errors({ BUSY: { status: 503 }, TOO_OLD: { status: 426, data: tooOld } });

const withToken = base.errors({
  TOKEN_REFUSED: { status: 401, data: z.object({ now: z.iso.datetime() }) },
  DEVICE_REVOKED: { status: 403, data: deviceRevoked },
});

const stamped = z.object({ epoch: z.uuid(), now: z.iso.datetime() });

export const syncContract = {
  enrolment: {
    look: base
      .route({ method: 'POST', path: '/enrolment/look' })
      .errors({ CODE_INVALID: { status: 403 } })
      .input(lookRequest)
      .output(lookAnswer),
    complete: base
      .route({ method: 'POST', path: '/enrolment/complete' })
      .errors({ CODE_INVALID: { status: 403 }, ALIAS_INVALID: { status: 422 } })
      .input(enrolRequest)
      .output(lookAnswer),
  },
  device: {
    renew: withToken.route({ method: 'POST', path: '/device/renew' }).input(renewRequest).output(stamped),
    /** A revoked device has destroyed what it held. */
    wiped: withToken.route({ method: 'POST', path: '/device/wiped' }).input(farewellReport).output(stamped),
  },
  push: withToken
    .route({ method: 'POST', path: '/push' })
    .errors({
      OUT_OF_ORDER: { status: 409, data: z.object({ expected: z.int().min(1), epoch: z.uuid() }) },
      FORK: { status: 409, data: z.object({ seq: z.int().min(1) }) },
      CHAIN_MISMATCH: { status: 409, data: z.object({ feeds: z.array(z.uuid()) }) },
      SIGNATURE_REFUSED: { status: 403 },
    })
    .input(pushRequest)
    .output(pushAnswer),
  feeds: withToken.route({ method: 'POST', path: '/feeds' }).input(feedsRequest).output(feedsAnswer),
  pull: withToken.route({ method: 'POST', path: '/pull' }).input(pullRequest).output(pullAnswer),
  attachment: {
    get: withToken
      .route({ method: 'POST', path: '/attachment/get' })
      .input(attachmentRequest)
      .output(attachmentAnswer),
  },
  snapshot: {
    get: withToken
      .route({ method: 'POST', path: '/snapshot/get' })
      .input(snapshotRequest)
      .output(snapshotAnswer),
  },
  poke: withToken
    .route({ method: 'POST', path: '/poke' })
    .input(z.object({}))
    .output(eventIterator(pokeEvent)),
};

export type SyncClient = ContractRouterClient<typeof syncContract>;
