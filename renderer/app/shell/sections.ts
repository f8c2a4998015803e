/** The six sections in their order, which is also the order of Alt+1 … Alt+6. */
import {
  IconBuilding,
  IconCalendarCheck,
  IconCloudUp,
  IconReportAnalytics,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';

export const sections = [
  { id: 'today', to: '/today', icon: IconCalendarCheck },
  { id: 'children', to: '/children', icon: IconUsers },
  { id: 'institution', to: '/institution', icon: IconBuilding },
  { id: 'reports', to: '/reports', icon: IconReportAnalytics },
  { id: 'sync', to: '/sync', icon: IconCloudUp },
  { id: 'settings', to: '/settings', icon: IconSettings },
] as const;
