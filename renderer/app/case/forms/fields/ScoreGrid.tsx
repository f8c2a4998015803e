/** Scores from 1 (danger) to 4 (well) by domain; what was not looked at stays empty. */
import { useId } from 'react';
import { assessmentDomains } from '#shared/domain/steps/work.ts';
import pills from '../../../../ui/fields/fields.module.css';
import { useText } from '../../../../ui/texts.tsx';
import classes from '../forms.module.css';

export type Scores = Partial<Record<(typeof assessmentDomains)[number], number>>;

const steps = [1, 2, 3, 4] as const;

export function ScoreGrid({ value, onChange }: { value: Scores; onChange: (scores: Scores) => void }) {
  const t = useText();
  const name = useId();
  const choose = (domain: keyof Scores, score: number): void => {
    const { [domain]: before, ...rest } = value;
    onChange(before === score ? rest : { ...rest, [domain]: score });
  };
  return (
    <fieldset className={pills.choices}>
      <legend className={pills.legend}>{t('forms.assessment.scores')}</legend>
      <p className={classes.hint}>
        {t('domain.scores.s1')}, {t('domain.scores.s4')}. {t('forms.assessment.scoresHint')}
      </p>
      <div className={classes.scores}>
        {assessmentDomains.map((domain) => (
          <div key={domain} style={{ display: 'contents' }}>
            <span id={`${name}-${domain}`}>{t(`domain.assessmentDomains.${domain}`)}</span>
            <fieldset className={`${pills.choices} ${pills.pills}`} aria-labelledby={`${name}-${domain}`}>
              {steps.map((score) => (
                <label
                  key={score}
                  className={pills.pill}
                  data-size="small"
                  title={t(`domain.scores.s${score}`)}
                >
                  <input
                    type="checkbox"
                    checked={value[domain] === score}
                    onChange={() => choose(domain, score)}
                    aria-label={`${t(`domain.assessmentDomains.${domain}`)}: ${t(`domain.scores.s${score}`)}`}
                  />
                  {score}
                </label>
              ))}
            </fieldset>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
