/** The administrator's operations, as `uige server admin` and the demo use them. Each is audited. */
import { setPassword } from '../console/account.ts';
import type { ServerContext } from '../context.ts';
import * as bundles from './bundles.ts';
import * as devices from './devices.ts';
import * as grants from './grants.ts';
import * as log from './institutionLog.ts';
import * as institutions from './institutions.ts';
import * as people from './people.ts';
import * as quarantine from './quarantine.ts';
import * as reading from './reading.ts';

export function makeAdmin(context: ServerContext) {
  return {
    addInstitution: institutions.addInstitution.bind(null, context),
    institutions: institutions.listInstitutions.bind(null, context),
    addUser: people.addUser.bind(null, context),
    setPassword: setPassword.bind(null, context),
    makeCode: people.makeCode.bind(null, context),
    grant: grants.grant.bind(null, context),
    withdraw: grants.withdraw.bind(null, context),
    deviceList: devices.deviceList.bind(null, context),
    deviceRevoke: devices.deviceRevoke.bind(null, context),
    setReadingDays: reading.setReadingDays.bind(null, context),
    quarantineList: quarantine.quarantineList.bind(null, context),
    quarantineRelease: quarantine.quarantineRelease.bind(null, context),
    quarantineReleaseAll: quarantine.quarantineReleaseAll.bind(null, context),
    bundleIn: bundles.bundleIn.bind(null, context),
    bundleOut: bundles.bundleOut.bind(null, context),
    institutionLog: log.institutionLog.bind(null, context),
    counts: log.counts.bind(null, context),
  };
}

export type Admin = ReturnType<typeof makeAdmin>;
