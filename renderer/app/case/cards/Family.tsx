/** The child's people, with what it takes to reach them. */
import type { Kin } from '#shared/domain/case/state.ts';
import { Card } from '../../../ui/parts/Card.tsx';
import { Chip } from '../../../ui/parts/Chip.tsx';
import { phoneText } from '../../../ui/phoneText.ts';
import { useText } from '../../../ui/texts.tsx';
import classes from '../case.module.css';
import { useRecording } from '../recording.ts';

export function Family() {
  const t = useText();
  const { view, open, may } = useRecording();
  const { kin } = view.state;
  return (
    <Card
      title={t('caseFile.family.title')}
      aside={
        may('kin.found') ? (
          <button type="button" className={classes.link} onClick={() => open('kin.found')}>
            {t('caseFile.family.add')}
          </button>
        ) : undefined
      }
    >
      {kin.length === 0 ? <p className={classes.small}>{t('caseFile.family.none')}</p> : null}
      <ul className={classes.list}>
        {kin.map((one) => (
          <Person key={one.personId} kin={one} />
        ))}
      </ul>
    </Card>
  );
}

function Person({ kin }: { kin: Kin }) {
  const t = useText();
  const { open, may } = useRecording();
  return (
    <li className={classes.person}>
      <div className={classes.personTop}>
        <span>
          {t(`domain.relations.${kin.relation}`)} <b>{kin.name}</b>
        </span>
        {kin.verified === null ? (
          may('kin.verified') ? (
            <button type="button" className={classes.link} onClick={() => open('kin.verified', kin.personId)}>
              {t('caseFile.family.verify')}
            </button>
          ) : (
            <Chip>{t('caseFile.family.notVerified')}</Chip>
          )
        ) : (
          <Chip tone={kin.verified.verified ? 'well' : 'danger'}>
            {t(kin.verified.verified ? 'caseFile.family.verified' : 'caseFile.family.refuted')}
          </Chip>
        )}
      </div>
      <div className={classes.small}>
        {[kin.phone === null ? null : phoneText(kin.phone), kin.place ?? kin.address, kin.note]
          .filter((part) => part !== null && part !== '')
          .join(' · ')}
        {may('kin.amended') ? (
          <button
            type="button"
            className={classes.link}
            aria-label={`${t('common.edit')}: ${kin.name}`}
            onClick={() => open('kin.amended', kin.personId)}
          >
            {t('common.edit')}
          </button>
        ) : null}
      </div>
    </li>
  );
}
