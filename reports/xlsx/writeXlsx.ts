/**
 * The report as a workbook: figures, definitions, about. Numbers are numbers, hidden ones are the
 * text "<5" or "…"; no formulas, no dates as serial numbers. Equal models give equal bytes.
 */
import writeXlsxFile, { type CellObject, type Row, type Sheet } from 'write-excel-file/universal';
import type { ReportModel } from '#shared/domain/report/shape.ts';
import { plainCell, unitText } from '../words/cells.ts';
import {
  type OutlinedSection,
  outlinedChart,
  outlinedDefinitions,
  outlinedFacts,
  outlinedSections,
  versionText,
} from '../words/outline.ts';
import { spreadsheetText } from '../words/spreadsheetText.ts';
import { periodText, type Words } from '../words/words.ts';
import { withFixedTimes } from './fixedTimes.ts';

const green = '#0b6e63';
const paleGreen = '#dff0ec';
const sand = '#f4f0e8';

type Style = Omit<CellObject, 'value' | 'type'>;

export async function writeXlsx(model: ReportModel, words: Words): Promise<Uint8Array> {
  const sheets = [figuresSheet(model, words), definitionsSheet(model, words), aboutSheet(model, words)];
  const file = await writeXlsxFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBlob();
  return withFixedTimes(new Uint8Array(await file.arrayBuffer()), model.asOf);
}

function figuresSheet(model: ReportModel, words: Words): Sheet<Blob> {
  const heading: Row[] = [
    [text(words.say('report.title'), { fontWeight: 'bold', fontSize: 16, textColor: green })],
    [text(`${model.institution.name} · ${periodText(model, words.language)}`, { fontWeight: 'bold' })],
    [text(versionText(model, words), { fontStyle: 'italic' })],
    [],
    header(['figure', 'value', 'of', 'unit', 'id'], words),
  ];
  const sections = [...outlinedSections(model, words), outlinedChart(model, words)];
  return {
    sheet: words.say('report.sheets.figures'),
    data: [...heading, ...sections.flatMap((section) => sectionRows(section, words)), ...note(model, words)],
    columns: [{ width: 58 }, { width: 14 }, { width: 12 }, { width: 12 }, { width: 34 }],
    stickyRowsCount: heading.length,
    showGridLines: false,
  };
}

function sectionRows(section: OutlinedSection, words: Words): Row[] {
  const title = text(section.title, { fontWeight: 'bold', backgroundColor: sand, columnSpan: 5 });
  if (section.rows.length === 0) return [[title], [text(words.say('report.none'), { fontStyle: 'italic' })]];
  return [
    [title],
    ...section.rows.map(({ label, row }) => [
      text(label, { wrap: true, alignVertical: 'top' }),
      figure(plainCell(row.cell)),
      row.of === undefined ? null : figure(plainCell(row.of)),
      text(unitText(row, words)),
      text(row.id, { textColor: '#7d7c72' }),
    ]),
  ];
}

function note(model: ReportModel, words: Words): Row[] {
  return model.suppressed ? [[], [text(words.say('report.suppressedNote'), { fontStyle: 'italic' })]] : [];
}

function definitionsSheet(model: ReportModel, words: Words): Sheet<Blob> {
  return {
    sheet: words.say('report.sheets.definitions'),
    data: [
      header(['definition', 'id'], words),
      ...outlinedDefinitions(model, words).map((one) => [
        text(one.text, { wrap: true, alignVertical: 'top' }),
        text(one.id, { textColor: '#7d7c72', alignVertical: 'top' }),
      ]),
    ],
    columns: [{ width: 110 }, { width: 22 }],
    stickyRowsCount: 1,
  };
}

function aboutSheet(model: ReportModel, words: Words): Sheet<Blob> {
  return {
    sheet: words.say('report.sheets.about'),
    data: outlinedFacts(model, words).map(({ label, value }) => [
      text(label, { fontWeight: 'bold' }),
      typeof value === 'number' ? figure(value) : text(value),
    ]),
    columns: [{ width: 40 }, { width: 70 }],
  };
}

function header(columns: readonly string[], words: Words): Row {
  return columns.map((name) =>
    text(words.say(`report.columns.${name}`), { fontWeight: 'bold', backgroundColor: paleGreen }),
  );
}

function figure(value: number | string): CellObject {
  return typeof value === 'number'
    ? { value, type: Number, format: '#,##0', align: 'right' }
    : { ...text(value), align: 'right' };
}

function text(value: string, style: Style = {}): CellObject {
  return { ...style, value: spreadsheetText(value), type: String };
}
