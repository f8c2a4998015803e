/** Forms that were left in the middle. */
export const drafts = {
  title: 'Незаконченные записи',
  text: 'Это ещё не записано в дело. Набранное хранится зашифрованным на этом ноутбуке.',
  kept: 'сохранено {{when}}',
  drop: 'Выбросить',
  restored: 'Вы остановились здесь {{when}}.',
  startOver: 'Начать заново',
  continue: 'Продолжить',
} as const;
