/**
 * What of the checkout goes into the packaged app. Read by the bundler and by the packaging, so that what
 * the one leaves out of the bundle the other takes along.
 */

/** Packages that the host needs as they are: they carry a native binary or files that they read at run time. */
export const unbundledPackages = ['better-sqlite3-multiple-ciphers', '@expo-google-fonts/noto-sans'];

/** File patterns in the packaging's own order: later ones add to or take from what earlier ones took. */
export const packagedFiles = [
  'package.json',
  'dist/electron/**',
  'dist/host/**',
  'dist/practice/**',
  'dist/renderer/**',
  '!node_modules/**',
  'node_modules/better-sqlite3-multiple-ciphers/package.json',
  'node_modules/better-sqlite3-multiple-ciphers/LICENSE',
  'node_modules/better-sqlite3-multiple-ciphers/lib/**',
  // The binary of the system and processor that is packaged for, in electron-builder's names.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in
  'node_modules/better-sqlite3-multiple-ciphers/prebuilds/${platform}*-${arch}.node',
  // The two faces that the reports are set in (reports/pdf/fonts.ts).
  'node_modules/@expo-google-fonts/noto-sans/package.json',
  'node_modules/@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'node_modules/@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
];
