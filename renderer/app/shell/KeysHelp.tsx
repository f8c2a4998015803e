/** The keys of the window, shown on "?". */
import { Kbd, Modal } from '@mantine/core';
import { useText } from '../../ui/texts.tsx';
import classes from './frame.module.css';

const keys = [
  { keys: ['Alt', '1 … 6'], text: 'pages' },
  { keys: ['/'], text: 'search' },
  { keys: ['↑', '↓'], text: 'rows' },
  { keys: ['Enter'], text: 'openRow' },
  { keys: ['N'], text: 'newStep' },
  { keys: ['Ctrl', 'Enter'], text: 'save' },
  { keys: ['Esc'], text: 'escape' },
  { keys: ['Ctrl', 'L'], text: 'lock' },
  { keys: ['?'], text: 'help' },
] as const;

export function KeysHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const t = useText();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('shell.keys.title')}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={classes.keys}>
        {keys.map((row) => (
          <div key={row.text} style={{ display: 'contents' }}>
            <dt>
              {row.keys.map((key, index) => (
                <span key={key}>
                  {index > 0 ? ' + ' : ''}
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </dt>
            <dd>{t(`shell.keys.${row.text}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
