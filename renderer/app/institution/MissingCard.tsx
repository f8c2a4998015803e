/** What holds children back: how many wait for each check or requirement, most first. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  type GateItemId,
  isCheck,
  isVeto,
  type RequirementId,
  requirementIds,
} from '#shared/domain/gates/checks.ts';
import type { InstitutionFigures } from '#shared/domain/indicators/shape.ts';
import type { Translator } from '#shared/i18n/index.ts';
import { Card } from '../../ui/parts/Card.tsx';
import { Chip } from '../../ui/parts/Chip.tsx';
import { useText } from '../../ui/texts.tsx';
import classes from './institution.module.css';
import { nothingMissing } from './nothingMissing.ts';

const atFirst = 6;

export function MissingCard({ figures }: { figures: Pick<InstitutionFigures, 'missing' | 'byStage'> }) {
  const { missing } = figures;
  const t = useText();
  const [all, showAll] = useState(false);
  const shown = all ? missing : missing.slice(0, atFirst);
  return (
    <Card title={t('institution.missing.title')}>
      {missing.length === 0 ? (
        <p className={classes.soft}>{t(nothingMissing(figures))}</p>
      ) : (
        <table className={classes.rows}>
          <caption className="only-spoken">{t('institution.missing.help')}</caption>
          <tbody>
            {shown.map((item) => (
              <tr key={item.id}>
                <th scope="row">{itemWords(item.id, t)}</th>
                <td className={classes.count}>
                  <Chip tone={isVeto(item.id) ? 'danger' : 'soon'}>
                    {t('institution.children', { count: item.children })}
                  </Chip>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {missing.length > atFirst ? (
        <Button variant="subtle" size="compact-sm" mt={6} onClick={() => showAll(!all)} aria-expanded={all}>
          {all
            ? t('institution.missing.less')
            : t('institution.missing.more', { count: missing.length - atFirst })}
        </Button>
      ) : null}
    </Card>
  );
}

function itemWords(id: GateItemId, t: Translator): string {
  if (isRequirement(id)) return t(`domain.requirements.${id}`);
  return isCheck(id) ? t(`domain.checks.${id}`) : id;
}

function isRequirement(id: GateItemId): id is RequirementId {
  return requirementIds.some((requirement) => requirement === id);
}
