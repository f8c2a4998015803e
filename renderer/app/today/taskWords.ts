/** What is to be done, in words: the kind of task, the visit's number, the goal as it was written. Pure. */
import type { TaskItem } from '#shared/contract/views.ts';
import type { Translator } from '#shared/i18n/index.ts';

type Named = Pick<TaskItem, 'name' | 'caseCode'>;

export function taskWords(task: Pick<TaskItem, 'kind' | 'visitNumber' | 'goal'>, t: Translator): string {
  if (task.kind === 'visit' && task.visitNumber !== null) {
    return t('today.visitNumber', { number: task.visitNumber });
  }
  const kind = t(`domain.tasks.${task.kind}`);
  const named = `${kind.slice(0, 1).toLocaleUpperCase()}${kind.slice(1)}`;
  return task.goal === null ? named : `${named}: ${task.goal}`;
}

/** The child's name, or the case code where the role may not see names. */
export function nameOf(child: Named, t: Translator): string {
  return child.name ?? t('today.unnamed', { code: child.caseCode });
}

/** Family and given name: enough to tell who it is in a list. */
export function shortNameOf(child: Named, t: Translator): string {
  return child.name === null ? nameOf(child, t) : child.name.split(' ').slice(0, 2).join(' ');
}
