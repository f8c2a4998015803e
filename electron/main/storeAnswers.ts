/** Answers what the host asks of the operating system's store. */
import type { HostMessage, ShellMessage } from '#host/transport/parentMessages.ts';
import type { ComputerStore } from '#shared/contract/computerStore.ts';

export async function answerStore(
  { id, what, bytes }: Extract<HostMessage, { type: 'store.ask' }>,
  store: ComputerStore,
): Promise<Extract<ShellMessage, { type: 'store.answer' }>> {
  if (what === 'protects') return { type: 'store.answer', id, given: await store.protects() };
  const given = await (what === 'seal' ? store.seal(bytes) : store.open(bytes));
  return { type: 'store.answer', id, given: given === null ? false : new Uint8Array(given) };
}
