/** How many steps a second one server process on PostgreSQL takes in from 1, 10 and 100 devices that push at once. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Result, rate } from '../output/result.ts';
import { inNewFolder } from '../places.ts';
import { Child } from './child.ts';
import { timed } from './uige.ts';

const serverProgram = fileURLToPath(new URL('uigeServer.ts', import.meta.url));
const crowdProgram = fileURLToPath(new URL('crowdDevices.ts', import.meta.url));
const started = z.object({ url: z.string() });
const enrolled = z.object({ codes: z.array(z.string()) });

const steps = 10_000;
const sizes = [1, 10, 100];

export function measureCrowd(progress: (what: string) => void): Promise<Result[]> {
  return inNewFolder(async (folder) => {
    const server = new Child(serverProgram, [path.join(folder, 'server')]);
    const { url } = started.parse(await server.answer());
    const crowd = new Child(crowdProgram, [url]);
    const results: Result[] = [];
    try {
      for (const devices of sizes) {
        progress(`${steps} steps from ${devices} devices at once`);
        const { codes } = enrolled.parse(await server.ask({ people: devices }));
        await crowd.ask({ do: 'prepare', codes, steps });
        await server.ask({});
        const { seconds, moved } = timed.parse(await crowd.ask({ do: 'push' }));
        if (moved !== steps) throw new Error(`${moved} of ${steps} steps got a position`);
        results.push(rate(`server.push.${devices}`, moved / seconds));
      }
    } finally {
      await crowd.end();
      await server.end();
    }
    return results;
  });
}
