/**
 * What may be told of a bug: its kind and the places in the program. Never the error's message, nor anything
 * it carries: these quote what the program was working on, a name, a text of a case, a passphrase.
 */

/** "TypeError", or "error 22P02" with the code of a database or system call, then the places, deepest first. */
export function faultLines(fault: unknown): string[] {
  if (!(fault instanceof Error)) return [typeof fault];
  const places = (fault.stack ?? '').split('\n').filter((line) => /^\s+at \S/.test(line));
  const cause = fault.cause instanceof Error ? faultLines(fault.cause).slice(0, 4) : [];
  return [kindOf(fault), ...places.slice(0, mostPlaces), ...cause];
}

const mostPlaces = 12;

function kindOf(fault: Error): string {
  const code =
    'code' in fault && typeof fault.code === 'string' && /^[A-Z0-9_]{2,40}$/.test(fault.code)
      ? fault.code
      : '';
  return [/^\w{1,60}$/.test(fault.name) ? fault.name : 'Error', code].filter(Boolean).join(' ');
}
