/** The person's corrections of a preview, as the domain takes them. */
import type { z } from 'zod';
import { done, failed, type Result } from '#shared/contract/failure.ts';
import type { columnMapping } from '#shared/contract/register.ts';
import { type RegisterField, registerFields } from '#shared/domain/register/fields.ts';
import type { PreviewOptions } from '#shared/domain/register/types.ts';

export interface Corrections {
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
  readonly mapping?: z.infer<typeof columnMapping> | undefined;
}

/** Refuses a field that registers do not have. */
export function previewOptions({ sheet, headerRow, mapping }: Corrections): Result<PreviewOptions> {
  const columns: Record<number, RegisterField | null> = {};
  for (const [column, name] of Object.entries(mapping ?? {})) {
    const field = name === null ? null : registerFields.find((one) => one === name);
    if (field === undefined)
      return failed('invalid', { issues: [{ path: `mapping.${column}`, message: 'unknown_field' }] });
    columns[Number(column)] = field;
  }
  return done({
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(mapping === undefined ? {} : { mapping: columns }),
  });
}
