/** The keys of a bundle: this device's, and the server's as far as it was told. */
import type { Reader } from '#db/open/handles.ts';
import { readProfile } from '#db/profile/profile.ts';
import { readSetting } from '#db/profile/settings.ts';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import { fromBase64 } from '#shared/sync/base64.ts';
import type { RawPair } from '#shared/sync/bundle/envelope.ts';
import { knownServer, serverKey } from '../sync/connection.ts';
import { type DeviceKeys, readDeviceKeys } from '../sync/deviceKeys.ts';

export interface BundleKeys {
  readonly deviceId: string;
  readonly own: { readonly sign: RawPair; readonly encrypt: RawPair };
  /** As far as it has told; `takesDocuments`: from a file. */
  readonly server: {
    readonly sign: Uint8Array;
    readonly encrypt: Uint8Array;
    readonly takesDocuments: boolean;
  };
}

/** Fails with not_enrolled, or bundle_no_key where the server has not told its keys yet. */
export function readBundleKeys(reader: Reader): Result<BundleKeys> {
  const profile = readProfile(reader);
  const server = readSetting(reader, serverKey, knownServer);
  if (profile === null || profile.standalone || server === null) return failed('not_enrolled');
  if (server.keys === undefined) return failed('bundle_no_key');
  const keys = readDeviceKeys(reader, profile.deviceId);
  if (keys === null) throw new Error('an enrolled device has keys');
  return done({
    deviceId: profile.deviceId,
    own: { sign: raw(keys.sign), encrypt: raw(keys.encrypt) },
    server: {
      sign: fromBase64(server.keys.sign),
      encrypt: fromBase64(server.keys.encrypt),
      takesDocuments: server.takesDocuments === true,
    },
  });
}

function raw({ publicKey, privateKey }: DeviceKeys['sign']): RawPair {
  return { publicKey: fromBase64(publicKey), privateKey: fromBase64(privateKey) };
}
