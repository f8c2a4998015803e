/** The report as it will be read: sections of figures, the months, the definitions, and what it stands on. */
import type { ReportModel, ReportSection } from '#shared/domain/report/shape.ts';
import { useDays } from '../../ui/days.ts';
import { useText } from '../../ui/texts.tsx';
import { useSay } from '../../ui/useSay.ts';
import { RowValue } from './CellText.tsx';
import { definitionsOf } from './definitions.ts';
import classes from './reports.module.css';

export function ReportView({ model }: { model: ReportModel }) {
  const t = useText();
  const days = useDays();
  const say = useSay();
  return (
    <article className={classes.paper} aria-label={t('reports.preview')}>
      <h2 className={classes.paperTitle}>{t('report.title')}</h2>
      <p>{model.institution.name}</p>
      <p>{t('reports.periodLine', { from: days.full(model.from), to: days.full(model.to) })}</p>
      <p className={classes.mark} data-suppressed={model.suppressed}>
        {t(model.suppressed ? 'report.versions.suppressed' : 'report.versions.internal')}
      </p>
      {model.suppressed ? (
        <p className={`${classes.soft} ${classes.small}`}>{t('report.suppressedNote')}</p>
      ) : null}
      {model.sections.map((section) => (
        <SectionView key={section.id} section={section} />
      ))}
      <MonthsView model={model} />
      <section className={classes.section}>
        <h3 className={classes.sectionTitle}>{t('reports.definitions')}</h3>
        <ul className={`${classes.definitions} ${classes.small}`}>
          {definitionsOf(model).map((id) => (
            <li key={id}>{say(`report.definitions.${id}`)}</li>
          ))}
        </ul>
      </section>
      <div className={classes.basis}>
        <p>
          {t('reports.basis', { day: days.full(model.asOf), position: model.position, rules: model.rules })}
        </p>
        <p title={t('reports.fingerprintHelp')}>
          {t('reports.fingerprint')}: <span className={classes.fingerprint}>{model.fingerprint}</span>
        </p>
        <p>{t('reports.fingerprintHelp')}</p>
      </div>
    </article>
  );
}

function SectionView({ section }: { section: ReportSection }) {
  const t = useText();
  const say = useSay();
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{say(section.label)}</h3>
      {section.rows.length === 0 ? <p className={classes.soft}>{t('report.none')}</p> : null}
      <table className={classes.rows}>
        <tbody>
          {section.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{say(row.label)}</th>
              <td className={classes.value}>
                <RowValue row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Months as bars within their table, so that the chart is readable without being seen. */
function MonthsView({ model }: { model: ReportModel }) {
  const t = useText();
  const days = useDays();
  const values = model.residentsOverTime.map(({ cell }) => ('value' in cell ? cell.value : 0));
  const highest = Math.max(1, ...values);
  if (model.residentsOverTime.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{t('report.chart')}</h3>
      <table className={classes.rows}>
        <tbody>
          {model.residentsOverTime.map(({ on, cell }) => (
            <tr key={on}>
              <th scope="row">{days.full(on)}</th>
              <td className={classes.barCell} aria-hidden="true">
                {'value' in cell ? (
                  <span className={classes.bar} style={{ width: `${(cell.value / highest) * 100}%` }} />
                ) : null}
              </td>
              <td className={classes.value}>
                <RowValue row={{ id: on, label: on, cell }} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
