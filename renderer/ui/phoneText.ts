/** A phone number grouped as people read it aloud: "+7 707 558 17 40". Anything else stays as written. Pure. */
export function phoneText(phone: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  if (parts === null) return phone;
  const [, code, first, second, third] = parts;
  return `+7 ${code} ${first} ${second} ${third}`;
}
