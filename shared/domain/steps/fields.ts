/** Field shapes that several kinds of step share. Texts keep what was written, trimmed at the ends. */
import { z } from 'zod';
import { daySchema } from '../day.ts';

export const idField = z.uuid();
/** A short line of text, 1 to 300 characters. */
export const lineField = z.string().trim().min(1).max(300);
/** A longer text, up to 20,000 characters. NUL is refused: no database stores it. */
export const textField = z
  .string()
  .trim()
  .max(20_000)
  .refine((text) => !text.includes('\u0000'), 'nul_in_text');
export const requiredTextField = textField.min(1);
export const dayField = daySchema;
/** Money in whole tenge, never negative. */
export const tengeField = z.int().min(0).max(10_000_000_000);
export const phoneField = z.string().trim().min(3).max(40);
