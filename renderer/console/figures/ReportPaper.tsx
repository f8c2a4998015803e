/** The report as it will be read: sections of figures, the months, the definitions, and what it stands on. */
import type { ConsoleReport } from '#shared/console/figures.ts';
import { formatDay } from '#shared/i18n/format.ts';
import { useLanguage, useText } from '../../ui/texts.tsx';
import { useSay } from '../../ui/useSay.ts';
import { CellText } from './CellText.tsx';
import classes from './figures.module.css';

export function ReportPaper({ model }: { model: ConsoleReport }) {
  const t = useText();
  const say = useSay();
  const { language } = useLanguage();
  const definitions = [...new Set(model.sections.flatMap((section) => section.definitions)), 'suppression'];
  return (
    <article className={classes.paper} aria-label={model.institution.name}>
      <p className={classes.soft}>{t('report.suppressedNote')}</p>
      <div className={classes.columns}>
        {model.sections.map((section) => (
          <section key={section.id} className={classes.section}>
            <h2 className={classes.heading}>{say(section.label)}</h2>
            {section.rows.length === 0 ? <p className={classes.soft}>{t('report.none')}</p> : null}
            <table className={classes.rows}>
              <tbody>
                {section.rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">{say(row.label)}</th>
                    <td>
                      <CellText cell={row.cell} />
                      {row.of === undefined ? null : (
                        <>
                          {' / '}
                          <CellText cell={row.of} />
                        </>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
        <Months model={model} />
      </div>
      <h2 className={classes.heading}>{t('console.figures.definitions')}</h2>
      <ul className={classes.definitions}>
        {[...new Set(definitions)].map((id) => (
          <li key={id}>{say(`report.definitions.${id}`)}</li>
        ))}
      </ul>
      <p className={classes.soft}>
        {t('console.figures.basis', {
          day: formatDay(model.asOf, language, 'long'),
          position: model.position,
          rules: model.rules,
        })}
      </p>
      <p className={classes.soft}>
        {`${t('console.figures.fingerprint')}: `}
        <span className={classes.fingerprint}>{model.fingerprint}</span>
      </p>
    </article>
  );
}

/** Months as bars within their table, so that the chart is readable without being seen. */
function Months({ model }: { model: ConsoleReport }) {
  const t = useText();
  const { language } = useLanguage();
  const values = model.residentsOverTime.map(({ cell }) => ('value' in cell ? cell.value : 0));
  const highest = Math.max(1, ...values);
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{t('console.figures.chart')}</h2>
      <table className={classes.rows}>
        <tbody>
          {model.residentsOverTime.map(({ on, cell }) => (
            <tr key={on}>
              <th scope="row">{formatDay(on, language)}</th>
              <td className={classes.bar} aria-hidden="true">
                {'value' in cell ? <span style={{ width: `${(cell.value / highest) * 100}%` }} /> : null}
              </td>
              <td>
                <CellText cell={cell} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
