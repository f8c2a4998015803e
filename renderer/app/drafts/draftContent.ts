/**
 * A form's values as the text that is kept, and back. A draft may come from an older build: what no longer
 * fits the form is left out, the rest is shown. Pure.
 */

export interface Draft<Values extends object> {
  readonly values: Values;
  readonly occurredOn: string | null;
}

/** Files are no text: they are chosen anew. */
export function packDraft<Values extends object>(draft: Draft<Values>): string {
  return JSON.stringify(draft, (_, value: unknown) => (value instanceof File ? undefined : value));
}

/** @param initial the values of the empty form, which say what fits */
export function unpackDraft<Values extends object>(content: string, initial: Values): Draft<Values> | null {
  const kept = parse(content);
  if (!isRecord(kept) || !isRecord(kept.values)) return null;
  const found = kept.values;
  const fitting = Object.entries(initial).flatMap(([name, empty]) =>
    name in found && fits(found[name], empty) ? [[name, found[name]] as const] : [],
  );
  const occurredOn = typeof kept.occurredOn === 'string' ? kept.occurredOn : null;
  return { values: { ...initial, ...Object.fromEntries(fitting) }, occurredOn };
}

/** An empty choice is null and may have become anything; whatever else there is keeps its sort. */
function fits(value: unknown, empty: unknown): boolean {
  if (value === null || empty === null) return true;
  return typeof value === typeof empty && Array.isArray(value) === Array.isArray(empty);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
