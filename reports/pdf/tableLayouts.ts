/** How the report's tables are ruled: thin lines under the rows, none at the sides. */
import type { TableLayout } from 'pdfmake/js/Printer.js';

export const tableLayouts: Readonly<Record<'figures', TableLayout>> = {
  figures: {
    hLineWidth: (line) => (line === 0 ? 0 : 0.5),
    vLineWidth: () => 0,
    hLineColor: () => '#e0dacd',
    paddingLeft: () => 2,
    paddingRight: () => 2,
    paddingTop: () => 2.5,
    paddingBottom: () => 2.5,
  },
};
