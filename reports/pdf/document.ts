/**
 * The report as a page layout: heading, chart, one table a section, definitions, and a footer on
 * every page that says what the figures stand on. A4, upright.
 */
import type { Content, DocumentDefinition, TableContent } from 'pdfmake/js/Printer.js';
import { isDay } from '#shared/domain/day.ts';
import type { ReportModel } from '#shared/domain/report/shape.ts';
import { rowText } from '../words/cells.ts';
import {
  type OutlinedSection,
  outlinedDefinitions,
  outlinedFacts,
  outlinedSections,
  versionText,
} from '../words/outline.ts';
import { dayText, periodText, type Words } from '../words/words.ts';
import { residentsChart } from './chart.ts';

const green = '#0b6e63';
const ink = '#22302e';
const grey = '#56605c';

export function reportDocument(model: ReportModel, words: Words): DocumentDefinition {
  const title = words.say('report.title');
  const institution = printable(model.institution.name);
  return {
    pageSize: 'A4',
    pageMargins: [40, 46, 40, 62],
    // Compressed streams differ between builds of zlib, and with them the bytes of equal reports.
    compress: false,
    version: '1.7',
    language: words.language,
    displayTitle: true,
    // The file's identifier is a digest of these, so the fingerprint decides it.
    info: {
      title: `${title}. ${institution}`,
      subject: periodText(model, words.language),
      keywords: model.fingerprint,
      creator: 'Uige',
      producer: 'Uige',
      creationDate: new Date(`${model.asOf}T00:00:00Z`),
    },
    defaultStyle: { font: 'NotoSans', fontSize: 9, color: ink, lineHeight: 1.1 },
    header: (page) => runningHeader(page, `${institution} · ${periodText(model, words.language)}`),
    footer: (page, pages) => footer(model, words, page, pages),
    content: [
      ...heading(model, words, title, institution),
      ...chart(model, words),
      ...outlinedSections(model, words).flatMap((section) => sectionTable(section, words)),
      ...definitions(model, words),
      ...about(model, words),
    ],
  };
}

function heading(model: ReportModel, words: Words, title: string, institution: string): Content[] {
  return [
    { text: words.say('report.product'), bold: true, fontSize: 10, color: green },
    { text: title, bold: true, fontSize: 18, color: ink, margin: [0, 4, 0, 2] },
    { text: institution, bold: true, fontSize: 12, margin: [0, 0, 0, 2] },
    {
      text: `${words.say('report.about.period')}: ${periodText(model, words.language)}`,
      fontSize: 10,
      color: grey,
    },
    { text: versionText(model, words), fontSize: 9, color: grey, margin: [0, 2, 0, 0] },
  ];
}

function chart(model: ReportModel, words: Words): Content[] {
  const svg = residentsChart(model, words);
  if (svg === null) return [];
  return [
    {
      unbreakable: true,
      margin: [0, 12, 0, 0],
      stack: [sectionTitle(words.say('report.chart')), { svg, width: 515, margin: [0, 4, 0, 0] }],
    },
  ];
}

function sectionTable(section: OutlinedSection, words: Words): Content[] {
  if (section.rows.length === 0) {
    return [
      {
        unbreakable: true,
        margin: [0, 12, 0, 0],
        stack: [sectionTitle(section.title), { text: words.say('report.none'), color: grey }],
      },
    ];
  }
  const rows = section.rows.map(({ label, row }): Content[] => [
    { text: label },
    { text: rowText(row, words), alignment: 'right', bold: true },
  ]);
  return [
    {
      margin: [0, 12, 0, 0],
      layout: 'figures',
      table: {
        headerRows: 1,
        keepWithHeaderRows: 2,
        dontBreakRows: true,
        widths: ['*', 130],
        body: [[{ ...sectionTitle(section.title), colSpan: 2 }, { text: '' }], ...rows],
      },
    },
  ];
}

function definitions(model: ReportModel, words: Words): Content[] {
  return [
    { ...sectionTitle(words.say('report.sheets.definitions')), margin: [0, 18, 0, 4] },
    ...outlinedDefinitions(model, words).map(
      ({ text }): Content => ({ text, fontSize: 8.5, color: grey, margin: [0, 0, 0, 4] }),
    ),
  ];
}

function about(model: ReportModel, words: Words): Content[] {
  const table: TableContent = {
    layout: 'figures',
    table: {
      headerRows: 1,
      keepWithHeaderRows: 2,
      dontBreakRows: true,
      widths: [170, '*'],
      body: [
        [{ ...sectionTitle(words.say('report.sheets.about')), colSpan: 2 }, { text: '' }],
        ...outlinedFacts(model, words).map(({ label, value }): Content[] => [
          { text: label, color: grey, fontSize: 8.5 },
          { text: factText(value, words), fontSize: 8.5 },
        ]),
      ],
    },
    margin: [0, 12, 0, 0],
  };
  return [table];
}

function factText(value: string | number, words: Words): string {
  const text = printable(String(value));
  return isDay(text) ? dayText(text, words.language) : text;
}

/** On the first page the heading says it already. */
function runningHeader(page: number, text: string): Content {
  return { text: page === 1 ? '' : text, fontSize: 8, color: grey, margin: [40, 22, 40, 0] };
}

function footer(model: ReportModel, words: Words, page: number, pages: number): Content {
  const basis = [
    `${words.say('report.about.as_of')}: ${dayText(model.asOf, words.language)}`,
    `${words.say('report.about.position')}: ${model.position}`,
    `${words.say('report.about.rules')}: ${model.rules}`,
  ].join(' · ');
  return {
    margin: [40, 10, 40, 0],
    stack: [
      ...(model.suppressed
        ? [{ text: words.say('report.suppressedNote'), fontSize: 7, color: grey } satisfies Content]
        : []),
      { text: basis, fontSize: 7, color: grey },
      {
        columns: [
          { text: model.fingerprint, fontSize: 6.5, color: grey, noWrap: true },
          {
            text: words.say('report.page', { page, pages }),
            fontSize: 7,
            color: grey,
            alignment: 'right',
          },
        ],
      },
    ],
  };
}

function sectionTitle(text: string) {
  return { text, bold: true, fontSize: 11, color: green } as const;
}

/** A name as people typed it, without control characters that a page cannot show. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
