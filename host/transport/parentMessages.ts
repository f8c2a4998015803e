/**
 * What the desktop shell (electron/main) and the host say to each other outside the contract. They are few:
 * the shell orders the host to lock or to end, and, where the host is a plain Node child, carries the
 * messages of the renderer's ports, because a real MessagePort cannot be handed to such a process.
 *
 * Nothing of the case work passes here but inside `data`, which neither side of this protocol looks into.
 */
import { z } from 'zod';

const connection = z.int().nonnegative();

/** A message of a relayed port: opaque bytes or text of the contract's own encoding. */
const relayed = z.discriminatedUnion('type', [
  z.object({ type: z.literal('port.opened'), connection }),
  z.object({
    type: z.literal('port.message'),
    connection,
    data: z.union([z.string(), z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]),
  }),
  z.object({ type: z.literal('port.closed'), connection }),
]);

/** A secret of the computer, open or sealed: opaque, and never a key of the profile itself. */
const fewBytes = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= 65_536);

/** What the host asks of the operating system's store, which the shell alone can reach; `given`: false for a no. */
const storeQuestion = z.object({
  type: z.literal('store.ask'),
  id: z.int().positive(),
  what: z.enum(['protects', 'seal', 'open']),
  bytes: fewBytes,
});
const storeAnswer = z.object({
  type: z.literal('store.answer'),
  id: z.int().positive(),
  given: z.union([z.boolean(), fewBytes]),
});

/** From the shell to the host. */
export const shellMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('lock') }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('port.handed') }),
  storeAnswer,
  ...relayed.options,
]);
export type ShellMessage = z.infer<typeof shellMessage>;

/** From the host to the shell. */
export const hostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  storeQuestion,
  ...relayed.options,
]);
export type HostMessage = z.infer<typeof hostMessage>;

/** What one message of a port carries. */
export type PortData = Extract<ShellMessage, { type: 'port.message' }>['data'];
