/** What a gate asks, in words: what is missing first, each with the form that fills it; then what is there. */

import type { GateItemId } from '#shared/domain/gates/checks.ts';
import { isCheck } from '#shared/domain/gates/checks.ts';
import type { VerdictItem } from '#shared/domain/gates/verdict.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './case.module.css';
import { askedInForm, itemAction } from './itemAction.ts';
import { useRecording } from './recording.ts';

export function itemName(id: GateItemId, t: Translator): string {
  return isCheck(id) ? t(`domain.checks.${id}`) : t(`domain.requirements.${id}`);
}

export interface VerdictListProps {
  readonly items: readonly VerdictItem[];
  /** In the move's own form: what it asks for itself counts as missing there. */
  readonly inForm?: boolean;
}

export function VerdictList({ items, inForm = false }: VerdictListProps) {
  const t = useText();
  const missing = items.filter((item) => !item.satisfied && !item.overridden);
  const shown = inForm ? missing : missing.filter((item) => !askedInForm.includes(item.id));
  const met = items.filter((item) => item.satisfied || item.overridden);
  return (
    <>
      <ul className={classes.list}>
        {shown.map((item) => (
          <Missing key={item.id} item={item} />
        ))}
      </ul>
      {met.length === 0 ? null : (
        <details className={classes.details} open={shown.length === 0 && met.length <= 6}>
          <summary>{t('caseFile.next.met', { count: met.length })}</summary>
          <ul className={classes.list}>
            {met.map((item) => (
              <Met key={item.id} item={item} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Missing({ item }: { item: VerdictItem }) {
  const t = useText();
  const { open, may, view } = useRecording();
  const action = itemAction(item.id, view.state);
  const isNo = item.answer === 'no' || item.veto;
  const name = itemName(item.id, t);
  return (
    <li className={classes.item}>
      <span className={classes.mark} data-mark={isNo ? 'no' : 'open'} aria-hidden="true">
        {isNo ? '✗' : '?'}
      </span>
      <span>
        <b>{name}</b>
        <span className={classes.small}>
          {' — '}
          <span className={classes.standing}>{standing(item, t)}</span>
        </span>
        {item.veto ? <span className={classes.small}> · {t('caseFile.next.veto')}</span> : null}
      </span>
      {action === null || !may(action.form) ? (
        <span />
      ) : (
        <button
          type="button"
          className={classes.link}
          aria-label={`${t(`forms.short.${action.form}`)}: ${name}`}
          onClick={() => open(action.form, action.about)}
        >
          {t(`forms.short.${action.form}`)}
        </button>
      )}
    </li>
  );
}

function Met({ item }: { item: VerdictItem }) {
  const t = useText();
  return (
    <li className={classes.item}>
      <span className={classes.mark} data-mark="yes" aria-hidden="true">
        ✓
      </span>
      <span>
        {itemName(item.id, t)}
        {item.overridden ? <span className={classes.small}> — {t('caseFile.next.overridden')}</span> : null}
        {item.answer === 'not_applicable' ? (
          <span className={classes.small}> — {t('domain.answers.not_applicable')}</span>
        ) : null}
      </span>
      <span className="only-spoken">{t('caseFile.next.satisfied')}</span>
    </li>
  );
}

/** "2 из 4", "нет", "нет ответа" */
export function standing(item: VerdictItem, t: Translator): string {
  if (item.have !== undefined && item.need !== undefined && item.have > 0) {
    return t('common.of', { have: item.have, need: item.need });
  }
  if (!isCheck(item.id)) return t('caseFile.next.unsatisfied');
  return t(`domain.answers.${item.answer}`);
}
