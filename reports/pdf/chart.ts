/**
 * Residents over time, drawn as SVG: a line of months falling to zero. A hidden number is never
 * drawn at its height: "<5" is a hollow mark at the height of the band under five, "…" a gap.
 */
import type { ReportModel } from '#shared/domain/report/shape.ts';
import { cellText } from '../words/cells.ts';
import { monthText, type Words } from '../words/words.ts';

const width = 515;
const height = 130;
const plot = { left: 28, right: width - 18, top: 14, bottom: height - 20 };
const green = '#0b6e63';
const grey = '#7d7c72';
/** Months named under the line, at most: more would touch each other. */
const namedMonths = 8;

type Point = ReportModel['residentsOverTime'][number];

interface Place {
  readonly x: number;
  /** Null where the number is hidden to protect another. */
  readonly y: number | null;
  readonly hollow: boolean;
  readonly point: Point;
}

/** SVG text, or null where there is nothing to draw. Its texts are numbers and months, no input. */
export function residentsChart(model: ReportModel, words: Words): string | null {
  const points = model.residentsOverTime;
  if (points.length === 0) return null;
  const top = niceTop(Math.max(...points.map((point) => known(point) ?? 4)));
  const places = points.map((point, index) => place(point, index, points.length, top));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...grid(top),
    ...lines(places),
    ...places.flatMap((one, index) => mark(one, index, points.length, words)),
    '</svg>',
  ].join('');
}

function known(point: Point): number | null {
  return 'value' in point.cell ? point.cell.value : null;
}

/** A round number of at least four that holds all values, divisible by four for the grid. */
function niceTop(largest: number): number {
  const step = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000].find((one) => one * 4 >= largest) ?? largest;
  return step * 4;
}

function place(point: Point, index: number, count: number, top: number): Place {
  const x = count === 1 ? plot.left : plot.left + ((plot.right - plot.left) * index) / (count - 1);
  const hollow = 'suppressed' in point.cell && point.cell.suppressed === 'small';
  const value = hollow ? 2.5 : known(point);
  return { x: rounded(x), y: value === null ? null : yOf(value, top), hollow, point };
}

function yOf(value: number, top: number): number {
  return rounded(plot.bottom - ((plot.bottom - plot.top) * value) / top);
}

function grid(top: number): string[] {
  return [0, 1, 2, 3, 4].flatMap((quarter) => {
    const value = (top / 4) * quarter;
    const y = yOf(value, top);
    const colour = quarter === 0 ? '#a9a498' : '#ece7dd';
    return [
      `<line x1="${plot.left}" y1="${y}" x2="${plot.right}" y2="${y}" stroke="${colour}" stroke-width="0.7"/>`,
      label(plot.left - 5, y + 2.5, String(value), 'end'),
    ];
  });
}

/** Lines between neighbours whose numbers are both shown; dashed to and from "<5". */
function lines(places: readonly Place[]): string[] {
  return places.slice(1).flatMap((to, index) => {
    const from = places[index];
    if (from === undefined || from.y === null || to.y === null) return [];
    const dashes = from.hollow || to.hollow ? ' stroke-dasharray="2 3"' : '';
    return [
      `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${green}" stroke-width="1.6"${dashes}/>`,
    ];
  });
}

function mark(one: Place, index: number, count: number, words: Words): string[] {
  const named = index % Math.ceil(count / namedMonths) === 0 || index === count - 1;
  const crowded = index !== count - 1 && count - 1 - index < Math.ceil(count / namedMonths);
  const month = named && !crowded ? monthText(one.point.on, words.language) : null;
  const y = one.y ?? plot.bottom;
  return [
    ...(one.y === null
      ? []
      : [
          `<circle cx="${one.x}" cy="${one.y}" r="2.4" fill="${one.hollow ? '#ffffff' : green}" stroke="${green}" stroke-width="1"/>`,
        ]),
    label(one.x, y - 5.5, escaped(cellText(one.point.cell, words)), 'middle'),
    ...(month === null ? [] : [label(one.x, plot.bottom + 13, month, index === 0 ? 'start' : 'middle')]),
  ];
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x}" y="${rounded(y)}" font-family="NotoSans" font-size="7.5" fill="${grey}" text-anchor="${anchor}">${text}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function rounded(length: number): number {
  return Math.round(length * 100) / 100;
}
