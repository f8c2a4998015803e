/**
 * What the reports use of pdfmake 0.3, which comes without types. The printer and not the package's
 * main module: that one is a single object for the whole process with an own file system on
 * `__dirname`, which a bundle does not have.
 */
declare module 'pdfmake/js/Printer.js' {
  export type Margins = readonly [number, number, number, number];

  export interface TextStyle {
    readonly font?: string;
    readonly fontSize?: number;
    readonly bold?: boolean;
    readonly color?: string;
    readonly fillColor?: string;
    readonly alignment?: 'left' | 'center' | 'right';
    readonly margin?: Margins;
    readonly lineHeight?: number;
    readonly noWrap?: boolean;
  }

  export interface TextContent extends TextStyle {
    readonly text: string;
    readonly headlineLevel?: number;
    readonly colSpan?: number;
  }

  export interface TableContent {
    readonly table: {
      readonly headerRows?: number;
      readonly keepWithHeaderRows?: number;
      readonly dontBreakRows?: boolean;
      readonly widths: readonly (string | number)[];
      readonly body: readonly (readonly Content[])[];
    };
    readonly layout?: 'figures';
    readonly margin?: Margins;
  }

  export type Content =
    | TextContent
    | TableContent
    | { readonly svg: string; readonly width: number; readonly margin?: Margins }
    | { readonly columns: readonly Content[]; readonly columnGap?: number; readonly margin?: Margins }
    | { readonly stack: readonly Content[]; readonly margin?: Margins; readonly unbreakable?: boolean };

  export interface TableLayout {
    readonly hLineWidth?: (line: number, node: TableContent) => number;
    readonly vLineWidth?: () => number;
    readonly hLineColor?: () => string;
    readonly paddingLeft?: () => number;
    readonly paddingRight?: () => number;
    readonly paddingTop?: () => number;
    readonly paddingBottom?: () => number;
  }

  export interface DocumentDefinition {
    readonly pageSize: 'A4';
    readonly pageMargins: Margins;
    readonly compress: boolean;
    readonly version: string;
    readonly language: string;
    readonly displayTitle: boolean;
    readonly info: Readonly<Record<string, string | Date>>;
    readonly defaultStyle: TextStyle;
    readonly header: (page: number) => Content;
    readonly footer: (page: number, pages: number) => Content;
    readonly content: readonly Content[];
  }

  /** The finished layout, readable as bytes once ended. */
  interface LaidOutDocument extends AsyncIterable<Uint8Array> {
    end(): void;
  }

  /** Files that the engine was given in memory; none here. */
  interface FileStore {
    existsSync(name: string): boolean;
  }

  interface AddressResolver {
    resolve(address: string): void;
    resolved(): Promise<void>;
  }

  interface Printer {
    createPdfKitDocument(
      definition: DocumentDefinition,
      options: { readonly tableLayouts: Readonly<Record<string, TableLayout>> },
    ): Promise<LaidOutDocument>;
  }

  type PrinterConstructor = new (
    fonts: Readonly<Record<string, { normal: string; bold: string }>>,
    store: FileStore,
    resolver: AddressResolver,
    mayRead: (path: string) => boolean,
  ) => Printer;

  /** A CommonJS module as Node and the bundler hand it over; the test runner hands over its default. */
  const printing: { readonly default: PrinterConstructor } | PrinterConstructor;
  // biome-ignore lint/style/noDefaultExport: the way a CommonJS module comes
  export default printing;
}
