/** The children this device knows of, as a register on its way in is compared with them. */

import type { Reader } from '#db/open/handles.ts';
import { prepare, query } from '#db/open/query.ts';
import { isValidIin } from '#shared/country/kz/iin.ts';
import type { ComparableChild, ExistingChild } from '#shared/domain/register/types.ts';
import { childAdmitted } from '#shared/domain/steps/child.ts';
import { parsePayload } from '#shared/sync/canonical.ts';

const rows = prepare()(() =>
  query
    .selectFrom('case_row')
    .select([
      'case_id',
      'family_name',
      'given_name',
      'patronymic',
      'birth_date',
      'birth_year',
      'iin',
      'admitted_on',
    ])
    .where('given_name', 'is not', null),
);
/** Cases whose child was corrected after the admission, with the admission as it was recorded. */
const admissionsOfCorrected = prepare()(() =>
  query
    .selectFrom('step')
    .select(['feed_id', 'payload'])
    .where('kind', '=', 'child.admitted')
    .where('feed_id', 'in', (select) =>
      select
        .selectFrom('step')
        .select('feed_id')
        .where('kind', 'in', ['child.amended', 'admission.amended', 'conflict.settled']),
    ),
);

export function existingChildren(reader: Reader): ExistingChild[] {
  const corrected = new Map(
    reader.all(admissionsOfCorrected, {}).map((row) => [row.feed_id, asImported(row.payload)]),
  );
  return reader.all(rows, {}).map((row) => {
    const first = corrected.get(row.case_id) ?? null;
    return {
      id: row.case_id,
      familyName: row.family_name ?? '',
      givenName: row.given_name ?? '',
      patronymic: row.patronymic,
      birthDate: row.birth_date,
      birthYear: row.birth_date === null ? row.birth_year : null,
      iin: row.iin,
      iinStatus: statusOf(row.iin),
      admittedOn: row.admitted_on,
      ...(first === null ? {} : { asImported: first }),
    };
  });
}

function asImported(payload: Uint8Array): ComparableChild | null {
  const admitted = childAdmitted.schema.safeParse(parsePayload(payload));
  if (!admitted.success) return null;
  const { child, admittedOn } = admitted.data;
  const { familyName, givenName, patronymic, birthDate, birthYear, iin, iinStatus } = child;
  return { familyName, givenName, patronymic, birthDate, birthYear, iin, iinStatus, admittedOn };
}

function statusOf(iin: string | null): ExistingChild['iinStatus'] {
  if (iin === null) return 'missing';
  return isValidIin(iin) ? 'valid' : 'unverified';
}
