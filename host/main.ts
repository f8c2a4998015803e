/**
 * The host as a process of its own, started by the desktop shell: it serves the contract to the window and
 * obeys the shell's few orders. It starts locked; the database addon is loaded on unlock only.
 *
 * It must never import electron, and what it logs must never hold a name.
 */
import { homedir } from 'node:os';
import { clockAt, todayOf } from './clock.ts';
import { profileHome } from './home.ts';
import { createHost } from './host.ts';
import { createPortServer } from './transport/portServer.ts';
import { openShellChannel } from './transport/shellChannel.ts';
import { ShellStore } from './transport/shellStore.ts';

const computerStore = new ShellStore();
const host = createHost({
  home: profileHome({ platform: process.platform, env: process.env, userFolder: homedir() }),
  clock: clockAt(todayOf(process.env), () => new Date()),
  machineClock: () => new Date(),
  asksClock: todayOf(process.env) === null,
  syncsByItself: true,
  locksWhenIdle: true,
  computerStore,
});
const serve = createPortServer(host.router);
let ending = false;

async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await host.close();
  process.exit(0);
}

const send = openShellChannel({
  onPort: serve,
  onLock: () => void host.lock(),
  onAnswer: (answer) => computerStore.take(answer),
  onEnd: () => void end(),
});

if (send === undefined) {
  process.stderr.write(
    'host/main.ts is started by the desktop app; for a browser use: npm start -- --browser\n',
  );
  process.exit(2);
}
computerStore.connect(send);
send({ type: 'ready' });
