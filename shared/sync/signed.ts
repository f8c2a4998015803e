/** The exact bytes that devices sign (docs/sync-protocol.md §4, §5). Signing itself is the host's, checking the server's. */
import { concat, utf8 } from './bytes.ts';

/** The end of a batch's chain in one feed. */
export function chainEndBytes(deviceId: string, feedId: string, seq: number, hash: Uint8Array): Uint8Array {
  return concat(utf8(`uige chain 1\n${deviceId}\n${feedId}\n${seq}\n`), hash);
}

/** Proves at enrolment that the device has the key it names. Keys in base64. */
export function enrolmentBytes(
  code: string,
  deviceId: string,
  signKey: string,
  encryptKey: string,
): Uint8Array {
  return utf8(`uige enrolment 1\n${code}\n${deviceId}\n${signKey}\n${encryptKey}\n`);
}
