/** "Record a step": every form this person may fill in here, grouped as the work goes. */
import { Modal } from '@mantine/core';
import { currentReturn } from '#shared/domain/case/current.ts';
import type { CaseState } from '#shared/domain/case/state.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './case.module.css';
import { type FormGroup, type FormId, formGroups, onlyAbout } from './forms/formIds.ts';
import { useRecording } from './recording.ts';

const order: readonly FormGroup[] = ['family', 'assessment', 'plan', 'decisions', 'after', 'file'];

export function RecordMenu({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useText();
  const { open, may, view } = useRecording();
  const groups = order
    .map((group) => ({
      group,
      forms: formGroups[group].filter((form) => may(form) && fits(form, view.state)),
    }))
    .filter(({ forms }) => forms.length > 0);
  return (
    <Modal
      opened={opened}
      onClose={close}
      size={760}
      title={<b>{t('caseFile.record')}</b>}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.menu}>
        {groups.map(({ group, forms }) => (
          <section key={group}>
            <h3>{t(`forms.groups.${group}`)}</h3>
            {forms.map((form) => (
              <button
                key={form}
                type="button"
                data-autofocus={form === groups[0]?.forms[0] || undefined}
                className={classes.menuItem}
                onClick={() => {
                  close();
                  open(form);
                }}
              >
                {t(`forms.titles.${form}`)}
              </button>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}

/** Whether a form makes sense in this case now; what it is about is chosen elsewhere for some. */
export function fits(form: FormId, state: CaseState): boolean {
  if (onlyAbout.includes(form)) {
    return form === 'closure.approved' || form === 'schedule.recomputed'
      ? currentReturn(state) !== null
      : false;
  }
  if (form === 'visit.recorded' || form === 'reentry.recorded') return currentReturn(state) !== null;
  if (form === 'trial.ended') return state.trials.some((trial) => trial.ended === null);
  if (['kin.verified', 'contact.recorded', 'family.assessed', 'trial.started'].includes(form)) {
    return state.kin.length > 0;
  }
  return true;
}
