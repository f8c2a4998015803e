/** Where the keyboard begins in a sheet or a question that opens: what holds the focus looks for this mark. */
const mark = 'data-autofocus';

/** Marks the answer that changes nothing: the focus is on it where only "are you sure" is asked. */
export const safeAnswer = { 'data-safe-answer': true } as const;

const fields = ['input', 'textarea', 'select'].map((tag) => `${tag}:not([type="hidden"], :disabled)`).join();

/**
 * The keyboard begins at the first field, of choices at the one that is chosen, and not at the button that closes.
 * Give it as the `ref` of what holds the fields. Where that holds none the form around it is looked through, and
 * where there is none at all the safe answer is taken. A field that is marked already stays the one.
 */
export function beginsAtFirstField(box: HTMLElement | null): void {
  if (box === null) return;
  const form = box.closest('form') ?? box;
  if (form.querySelector(`[${mark}]`) !== null) return;
  const first = firstField(box) ?? firstField(form) ?? form.querySelector('[data-safe-answer]');
  first?.setAttribute(mark, '');
}

function firstField(box: HTMLElement): HTMLElement | null {
  const found = [...box.querySelectorAll<HTMLInputElement>(fields)].filter((one) => one.checkVisibility());
  const [first] = found;
  if (first?.type !== 'radio') return first ?? null;
  return found.find((one) => one.name === first.name && one.checked) ?? first;
}
