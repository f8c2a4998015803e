/** The sections of the console, and which procedure must be open for each to be shown. */
import {
  IconBuilding,
  IconChartBar,
  IconDeviceLaptop,
  IconHistory,
  IconKey,
  IconLockAccess,
  IconShieldExclamation,
  IconUsers,
} from '@tabler/icons-react';

export const sections = [
  { id: 'institutions', needs: 'institutions.list', icon: IconBuilding },
  { id: 'people', needs: 'people.list', icon: IconUsers },
  { id: 'codes', needs: 'codes.list', icon: IconKey },
  { id: 'devices', needs: 'devices.list', icon: IconDeviceLaptop },
  { id: 'grants', needs: 'grants.list', icon: IconLockAccess },
  { id: 'quarantine', needs: 'quarantine.list', icon: IconShieldExclamation },
  { id: 'figures', needs: 'figures.overview', icon: IconChartBar },
  { id: 'audit', needs: 'audit.page', icon: IconHistory },
] as const;

export type SectionId = (typeof sections)[number]['id'];
