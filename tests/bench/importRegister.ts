/** A register of 5,000 rows: read, previewed with its duplicates, and taken in. */
import path from 'node:path';
import { Seeded } from '#tests/factories/seeded.ts';
import { inventedChild } from './field/invented.ts';
import { benchInstitution, makeProfile, valueIn } from './field/profile.ts';
import { benchNow } from './field/wayHome.ts';
import { alone, type Result } from './output/result.ts';
import { inNewFolder } from './places.ts';

const rows = 5000;

export function measureImport(): Promise<Result[]> {
  return inNewFolder(async (folder) => {
    const profile = await makeProfile(path.join(folder, 'home'), benchNow);
    const { client } = profile;
    const file = new File([register(new Seeded(2))], 'spisok.csv');
    const begun = performance.now();
    const { registerId, preview } = valueIn(await client.register.open({ file }));
    const decisions = Object.fromEntries(preview.duplicates.map(({ row }) => [row, 'import' as const]));
    const order = { registerId, institution: benchInstitution, decisions };
    for await (const event of await client.register.run(order)) {
      if (!('finished' in event)) continue;
      const { created } = valueIn(event.finished);
      if (created !== rows) throw new Error(`${created} of ${rows} rows became children`);
    }
    const seconds = (performance.now() - begun) / 1000;
    await profile.close();
    return [alone('import.5000', seconds, 's')];
  });
}

function register(chance: Seeded): string {
  const lines = Array.from({ length: rows }, (_, at) => {
    const child = inventedChild(chance);
    const name = [child.familyName, child.givenName, child.patronymic]
      .filter((part) => part !== null)
      .join(' ');
    const admitted = `2024-${String((at % 12) + 1).padStart(2, '0')}-15`;
    return [
      at + 1,
      name,
      asWritten(child.birthDate ?? ''),
      child.sex === 'm' ? 'м' : 'ж',
      child.iin ?? '',
      asWritten(admitted),
      '"по заявлению матери, трудная жизненная ситуация, нет жилья"',
      `"${child.familyAddress ?? ''}"`,
    ].join(';');
  });
  return ['№;ФИО;Дата рожд.;Пол;ИИН;Поступил(а);Причина;Адрес', ...lines].join('\n');
}

function asWritten(day: string): string {
  return day.split('-').reverse().join('.');
}
