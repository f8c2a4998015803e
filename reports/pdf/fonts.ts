/**
 * Where the PDF's fonts are: Noto Sans (OFL), which has all Kazakh letters and the tenge sign.
 * Found through node_modules both from source and from the bundled host (dist/host/main.js), so the
 * package must be shipped beside the bundle. The only place that knows.
 */
import { createRequire } from 'node:module';

const find = createRequire(import.meta.url);

export interface FontFiles {
  readonly normal: string;
  readonly bold: string;
}

/** Paths of the TrueType files. Throws when the font package is not installed. */
export function fontFiles(): FontFiles {
  return {
    normal: find.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
    bold: find.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  };
}
