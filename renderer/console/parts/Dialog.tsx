/** A question over the page: what it is about, the fields, what went wrong, and the one deed. */
import { Button, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { beginsAtFirstField, safeAnswer } from '../../ui/fields/firstField.ts';
import { useText } from '../../ui/texts.tsx';
import classes from './dialog.module.css';
import { useFocusBack } from './useFocusBack.ts';

export interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly submit: string;
  readonly onSubmit: (event: FormEvent) => void;
  readonly pending: boolean;
  readonly trouble: string | null;
  /** The deed takes something away. */
  readonly danger?: boolean;
  readonly children?: ReactNode;
}

export function Dialog(props: DialogProps) {
  useFocusBack();
  const { title, close, submit, onSubmit, pending, trouble, danger, children } = props;
  const t = useText();
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      centered
      size="lg"
      classNames={{ title: classes.title }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form ref={beginsAtFirstField} className={classes.fields} onSubmit={onSubmit} noValidate>
        {children}
        {trouble === null ? null : (
          <p className={classes.trouble} role="alert">
            {trouble}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={close} {...safeAnswer}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={pending} color={danger === true ? 'danger' : 'home'}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
