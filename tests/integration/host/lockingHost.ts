/** A host as a process of its own, which does what it is told and says how its profile then stands. */
import { createHost } from '#host/host.ts';

const [home = ''] = process.argv.slice(2);
const client = createHost({ home, clock: () => new Date() }).client();

process.on('message', async (order: { readonly open: string } | 'lock') => {
  if (order === 'lock') await client.profile.lock();
  else await client.profile.unlock({ passphrase: order.open });
  process.send?.((await client.profile.status()).state);
});
