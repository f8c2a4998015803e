/** One step of the timeline. A withdrawn one stays, struck through; an amended note keeps its first wording. */
import { ActionIcon, Code, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { TimelineEntry } from '#shared/contract/views.ts';
import { isWithdrawable } from '#shared/domain/case/project.ts';
import type { Note } from '#shared/domain/case/state.ts';
import { reasonWords } from '#shared/i18n/words/syncItem.ts';
import { useDays } from '../../../ui/days.ts';
import { useMe } from '../../../ui/me.ts';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { useText } from '../../../ui/texts.tsx';
import caseClasses from '../case.module.css';
import { useRecording } from '../recording.ts';
import { describe, readEntry, type Said } from './describe.ts';
import classes from './timeline.module.css';

export function Entry({ entry, all }: { entry: TimelineEntry; all: readonly TimelineEntry[] }) {
  const t = useText();
  const days = useDays();
  const { state } = useRecording().view;
  const words = describe(entry, { t, days, state });
  const note = state.notes.find((one) => one.stepId === entry.id);
  const withdrawal = all.find((one) => one.id === entry.withdrawnBy);
  return (
    <li className={classes.entry} data-withdrawn={entry.withdrawnBy !== null} data-kind={entry.kind}>
      <time className={classes.entryDay} dateTime={entry.occurredOn} title={days.long(entry.occurredOn)}>
        {days.near(entry.occurredOn)}
      </time>
      <div>
        {words === null ? <PlainCard entry={entry} /> : <Words words={withNote(words, note)} />}
        {note === undefined ? null : <EarlierWordings note={note} />}
        <By entry={entry} withdrawal={withdrawal} />
      </div>
      <EntryMenu entry={entry} />
    </li>
  );
}

/** A note as it reads now. */
function withNote(words: Said, note: Note | undefined): Said {
  return note === undefined ? words : { ...words, text: note.text };
}

function Words({ words }: { words: Said }) {
  return (
    <>
      <div className={classes.heading}>{words.heading}</div>
      {words.facts.length === 0 ? null : <div className={classes.facts}>{words.facts.join(' · ')}</div>}
      {words.text === null ? null : <div className={classes.entryText}>{words.text}</div>}
      {words.quote === null ? null : <blockquote className={classes.quote}>«{words.quote}»</blockquote>}
    </>
  );
}

/** Earlier wordings of a corrected note, the first one last; what was written stays readable. */
function EarlierWordings({ note }: { note: Note }) {
  const t = useText();
  if (note.earlier.length === 0) return null;
  return (
    <details className={caseClasses.details}>
      <summary>
        {t('caseFile.timeline.amended')} · {t('caseFile.timeline.before')}
      </summary>
      {note.earlier.map((wording) => (
        <div key={wording.stepId} className={classes.entryText}>
          {wording.text}
        </div>
      ))}
    </details>
  );
}

function By({ entry, withdrawal }: { entry: TimelineEntry; withdrawal: TimelineEntry | undefined }) {
  const t = useText();
  const me = useMe();
  const withdrawn = withdrawal === undefined ? null : readEntry(withdrawal);
  return (
    <div className={classes.by}>
      <span>{entry.author ?? ''}</span>
      {entry.eventId === null ? null : <span>{t('caseFile.timeline.together')}</span>}
      {entry.pos === null && !me.standalone ? <Chip tone="soon">{t('caseFile.timeline.unsent')}</Chip> : null}
      <Answer entry={entry} />
      {entry.withdrawnBy === null ? null : (
        <Chip>
          {t('caseFile.timeline.withdrawn', {
            reason: withdrawn?.kind === 'step.withdrawn' ? withdrawn.data.reason : '',
          })}
        </Chip>
      )}
    </div>
  );
}

/** What the server said where it did not simply take the step, and the way to what can be done. */
function Answer({ entry }: { entry: TimelineEntry }) {
  const t = useText();
  const { caseId } = useRecording().view.state;
  if (entry.verdict === null || entry.verdict === 'accepted') return null;
  const word = t(`domain.verdicts.${entry.verdict}`);
  return (
    <>
      <Chip tone={entry.verdict === 'refused' ? 'danger' : 'soon'}>
        {entry.reason === null ? word : `${word}: ${reasonWords(entry.reason, t)}`}
      </Chip>
      <Link className={caseClasses.link} to="/sync" search={{ case: caseId, step: entry.id }}>
        {t('caseFile.notTakenLink')}
      </Link>
    </>
  );
}

/** A kind or version this build does not know: kept whole, shown plainly. */
function PlainCard({ entry }: { entry: TimelineEntry }) {
  const t = useText();
  return (
    <>
      <div className={classes.heading}>{t('domain.unknownKind')}</div>
      <div className={classes.facts}>{t('caseFile.timeline.unknown')}</div>
      <details className={caseClasses.details}>
        <summary>{t('caseFile.timeline.plain')}</summary>
        <Code block>
          {entry.kind} {entry.version}
          {'\n'}
          {JSON.stringify(entry.payload, null, 2)}
        </Code>
      </details>
    </>
  );
}

function EntryMenu({ entry }: { entry: TimelineEntry }) {
  const t = useText();
  const { open, may } = useRecording();
  const amendable = entry.kind === 'note.added' && entry.withdrawnBy === null && may('note.amended');
  const withdrawable =
    entry.withdrawnBy === null && entry.known && isWithdrawable(entry.kind) && may('step.withdrawn');
  if (!amendable && !withdrawable) return <span />;
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon
          className="no-print"
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('caseFile.timeline.menu')}
        >
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {amendable ? (
          <Menu.Item onClick={() => open('note.amended', entry.id)}>
            {t('caseFile.timeline.amendNote')}
          </Menu.Item>
        ) : null}
        {withdrawable ? (
          <Menu.Item onClick={() => open('step.withdrawn', entry.id)}>
            {t('caseFile.timeline.withdraw')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
