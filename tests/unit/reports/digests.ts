/** Prints the digest of the sample report in every format and language; run by write.test.ts in other processes. */
import { createHash } from 'node:crypto';
import { writeReport } from '#reports/write.ts';
import { reportFormats } from '#shared/domain/report/shape.ts';
import { languages } from '#shared/i18n/index.ts';
import { aReport } from './sampleReport.ts';

const report = aReport();
const digests: string[] = [];
for (const language of languages) {
  for (const format of reportFormats) {
    const { bytes } = await writeReport(report, format, language);
    digests.push(`${language} ${format} ${createHash('sha256').update(bytes).digest('hex')}`);
  }
}
process.stdout.write(digests.join('\n'));
