/** The mark of a doubt's weight: shape and colour say the same. */
import { IconAlertTriangle, IconInfoCircle, IconX } from '@tabler/icons-react';
import type { Severity } from '#shared/domain/register/warnings.ts';

export function SeverityIcon({ severity }: { severity: Severity }) {
  if (severity === 'error') return <IconX size={15} stroke={2.4} aria-hidden />;
  return severity === 'doubt' ? (
    <IconAlertTriangle size={15} aria-hidden />
  ) : (
    <IconInfoCircle size={15} aria-hidden />
  );
}
