/** Forms that were left in the middle, in Kazakh. */
import type { drafts as reference } from '../ru/drafts.ts';
import type { Shape } from '../shape.ts';

export const drafts = {
  title: 'Аяқталмаған жазбалар',
  text: 'Бұл іске әлі жазылған жоқ. Терілгені осы ноутбукте шифрланып сақталады.',
  kept: '{{when}} сақталды',
  drop: 'Алып тастау',
  restored: 'Осы жерге дейін жазғансыз: {{when}}.',
  startOver: 'Басынан бастау',
  continue: 'Жалғастыру',
} satisfies Shape<typeof reference>;
