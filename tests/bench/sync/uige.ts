/** Uige's side of the comparison: server and devices in processes of their own, and what they need. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Child } from './child.ts';
import type { CountedFigures, SyncPlan } from './plan.ts';
import { countedWire } from './wire.ts';

const serverProgram = fileURLToPath(new URL('uigeServer.ts', import.meta.url));
const devicesProgram = fileURLToPath(new URL('uigeDevices.ts', import.meta.url));
const started = z.object({ url: z.string(), codes: z.object({ writer: z.string(), reader: z.string() }) });
export const timed = z.object({ seconds: z.number(), moved: z.number() });
const shown = timed.extend({ shown: z.number() });

export interface UigeFigures extends CountedFigures {
  /** Seconds until lists and tasks show it too: the peers have no such rows. */
  readonly pushShown: number;
  readonly pullShown: number;
}

export async function syncUige(folder: string, plan: SyncPlan): Promise<UigeFigures> {
  const server = new Child(serverProgram, [path.join(folder, 'server')]);
  const { url, codes } = started.parse(await server.answer());
  const wire = plan.counted ? await countedWire(url) : null;
  const devices = new Child(devicesProgram, [folder, wire?.url ?? url, codes.writer, codes.reader]);
  try {
    // the first round opens the cases and warms both sides, as it does for the peer
    await devices.ask({ do: 'prepare', steps: plan.warmUp });
    await devices.ask({ do: 'push', steps: 0 });
    await server.ask({});
    await devices.ask({ do: 'pull', steps: 0 });

    await devices.ask({ do: 'prepare', steps: plan.steps });
    const before = wire?.sent() ?? 0;
    const push = shown.parse(await devices.ask({ do: 'push', steps: 0 }));
    const sent = (wire?.sent() ?? 0) - before;
    await server.ask({});
    const beforePull = wire?.received() ?? 0;
    const pull = shown.parse(await devices.ask({ do: 'pull', steps: 0 }));
    const received = (wire?.received() ?? 0) - beforePull;
    if (push.moved !== plan.steps || pull.moved < plan.steps) {
      throw new Error(`${push.moved} of ${plan.steps} steps were pushed and ${pull.moved} pulled`);
    }
    return {
      push: push.seconds,
      pull: pull.seconds,
      pushShown: push.shown,
      pullShown: pull.shown,
      sentPerStep: sent / plan.steps,
      receivedPerStep: received / plan.steps,
    };
  } finally {
    wire?.close();
    await devices.end();
    await server.end();
  }
}
