/**
 * A form was not sent: the person stands at the first field that is wrong, also where it has scrolled away. Call it
 * when the mistakes are on the screen (`flushSync` around what sets them).
 */
export function goToFirstMistake(form: HTMLElement): void {
  form.querySelector<HTMLElement>('[aria-invalid="true"], [data-wrong] input')?.focus();
}
