/** Backup and restore as an administrator orders them: which database, and the line in the audit. */
import { Audit } from '../audit/audit.ts';
import { type DatabasePlace, mayHoldData, openDatabase } from '../postgres/openDatabase.ts';
import { PostgresStore } from '../store/postgres.ts';
import { type BackupMade, backUp } from './backup.ts';
import { BackupFault } from './fault.ts';
import { checkCopy, type Restored, type RestoreOptions, restore } from './restore.ts';

export type BackupOrder = DatabasePlace & {
  readonly now: () => Date;
  readonly file: string;
  readonly passphrase: string;
  readonly progress?: (rows: number) => void;
};

export type RestoreOrder = DatabasePlace & RestoreOptions & { readonly now: () => Date };

/** Works beside running servers and without one. */
export async function backUpServer(order: BackupOrder): Promise<BackupMade> {
  if (!mayHoldData(order)) throw new BackupFault('no_server');
  return within(order, async (database, audit) => {
    const made = await backUp(database, { ...order, now: order.now() });
    await audit.add({ action: 'server.backup', outcome: 'done', details: { rows: made.rows } });
    await audit.close();
    return made;
  });
}

/** The servers that used the database have been stopped. */
export async function restoreServer(order: RestoreOrder): Promise<Restored> {
  const checked = await checkCopy(order);
  return within(order, async (database, audit) => {
    const restored = await restore(database, checked, order);
    const { madeAt, epoch } = restored;
    await audit.add({ action: 'server.restore', outcome: 'done', details: { madeAt, epoch } });
    await audit.close();
    return restored;
  });
}

async function within<Value>(
  order: DatabasePlace & { readonly now: () => Date },
  work: (database: Parameters<typeof backUp>[0], audit: Audit) => Promise<Value>,
): Promise<Value> {
  const { database, close } = await openDatabase(order, () => undefined);
  try {
    return await work(database, new Audit(new PostgresStore(database), order.now));
  } finally {
    await close();
  }
}
