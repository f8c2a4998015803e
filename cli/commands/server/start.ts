/** `uige server start`: the central server, until it is told to end. Its address is the first line on stdout. */
import { type Command, InvalidArgumentError } from 'commander';
import { isAddress } from '#server/http/addresses.ts';
import { Refused, WrongUsage } from '../../run/failure.ts';
import { acting, type Declaring } from '../../run/register.ts';
import type { Tool } from '../../run/tool.ts';
import { consolePage } from './consolePage.ts';
import { begun, type DatabaseChoice, databaseOf, withDatabaseOptions } from './database.ts';

export function addStart(server: Command, declaring: Declaring): void {
  const { t } = declaring;
  withDatabaseOptions(server.command('start'), t)
    .requiredOption('--port <number>', t('cli.options.port'), readPort)
    .option('--host <address>', t('cli.options.host'))
    .option('--tls-cert <file>', t('cli.options.tlsCert'))
    .option('--tls-key <file>', t('cli.options.tlsKey'))
    .option('--behind-proxy <addresses>', t('cli.options.behindProxy'), readAddresses)
    .option('--metrics-from <addresses>', t('cli.options.metricsFrom'), readAddresses)
    .description(t('cli.commands.serverStart'))
    .action(
      acting(declaring, async (tool, command) => {
        const options = command.opts<DatabaseChoice & StartOptions>();
        const { tlsCert: cert, tlsKey: key } = options;
        if ((cert === undefined) !== (key === undefined))
          throw new WrongUsage(tool.t('cli.server.certAndKey'));
        const order = {
          ...databaseOf(options, tool),
          ...pickReach(options),
          ...(cert === undefined || key === undefined ? {} : { tls: { cert, key } }),
          console: consolePage(),
        };
        // the server is large and needed by this command alone
        const { startServer } = await import('#server/start.ts');
        // heard from now on: one that comes while the server starts must not leave its PostgreSQL behind
        const told = new StopSignals();
        try {
          const running = await begun(tool, () => reachable(tool, () => startServer(order)));
          tool.out.result({ url: running.url }, () => tool.t('cli.server.ready', { url: running.url }));
          await told.once;
          void told.twice.then(() => running.hurry());
          await running.close();
        } finally {
          told.forget();
        }
      }),
    );
}

interface StartOptions {
  readonly port: number;
  readonly host?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly behindProxy?: readonly string[];
  readonly metricsFrom?: readonly string[];
}

/** What of the options the server takes as it is. */
function pickReach({ port, host, behindProxy, metricsFrom }: StartOptions) {
  return {
    port,
    ...(host === undefined ? {} : { host }),
    ...(behindProxy === undefined ? {} : { behindProxy }),
    ...(metricsFrom === undefined ? {} : { metricsFrom }),
  };
}

/** The process being told to stop; whoever says it twice has no time for what is under way. */
class StopSignals {
  readonly #first = Promise.withResolvers<void>();
  readonly #second = Promise.withResolvers<void>();
  #heard = 0;
  readonly #hear = (): void => {
    this.#heard += 1;
    (this.#heard === 1 ? this.#first : this.#second).resolve();
  };

  constructor() {
    for (const signal of stopSignals) process.on(signal, this.#hear);
  }

  get once(): Promise<void> {
    return this.#first.promise;
  }

  get twice(): Promise<void> {
    return this.#second.promise;
  }

  forget(): void {
    for (const signal of stopSignals) process.off(signal, this.#hear);
  }
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What is wrong with how the server would be reached, in words. */
async function reachable<Value>({ t }: Tool, start: () => Promise<Value>): Promise<Value> {
  const { CertificateFault } = await import('#server/http/certificate.ts');
  const { ClearTextRefused } = await import('#server/http/listener.ts');
  try {
    return await start();
  } catch (error) {
    if (error instanceof CertificateFault) {
      throw new Refused(error.code, t(`cli.tlsFaults.${error.code}`, { file: error.file }));
    }
    if (error instanceof ClearTextRefused) {
      throw new Refused('clear_text', t('cli.server.clearText', { host: error.host }));
    }
    throw error;
  }
}

function readAddresses(text: string): string[] {
  const list = text.split(',').map((one) => one.trim());
  const wrong = list.find((one) => !isAddress(one));
  if (wrong === undefined) return list;
  throw new InvalidArgumentError(`${wrong}: loopback, 10.0.0.7, 10.0.0.0/8`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`${text}: 0–65535`);
}
