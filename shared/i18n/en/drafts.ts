/** Forms that were left in the middle, in English. */
import type { drafts as reference } from '../ru/drafts.ts';
import type { Shape } from '../shape.ts';

export const drafts = {
  title: 'Unfinished records',
  text: 'This is not in the case yet. What was typed is kept on this laptop, encrypted.',
  kept: 'kept {{when}}',
  drop: 'Throw away',
  restored: 'You stopped here on {{when}}.',
  startOver: 'Start over',
  continue: 'Go on',
} satisfies Shape<typeof reference>;
