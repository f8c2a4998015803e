/** A host in a process of its own: unlocks the profile and asks for the first page of children, as the window does. */
import { createHost } from '#host/host.ts';
import { benchPassphrase, valueIn } from './field/profile.ts';
import { benchNow } from './field/wayHome.ts';

const [home = ''] = process.argv.slice(2);
const host = createHost({ home, clock: () => benchNow });
const client = host.client();
valueIn(await client.profile.unlock({ passphrase: benchPassphrase }));
const page = valueIn(await client.cases.list({ limit: 100 }));
if (page.rows.length === 100) process.stdout.write('page\n');
await host.close();
