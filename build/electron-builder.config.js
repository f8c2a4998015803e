/**
 * How the app is packaged for Windows (NSIS), macOS (dmg) and Linux (AppImage, deb).
 *
 *   npm run package              the installers of this system
 *
 * Only what the app needs at run time goes in: its bundles, and the packages that cannot be bundled
 * (./packaged.js), of which only the files that run. Nothing is rebuilt: the database addon comes with a
 * binary for every system and serves Node and Electron alike.
 */
import { packagedFiles } from './packaged.js';

// biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in
const releaseName = '${productName}-${version}-${os}-${arch}.${ext}';

const configuration = /** @satisfies {import('electron-builder').Configuration} */ ({
  appId: 'kz.uige.desktop',
  productName: 'Uige',
  copyright: 'Uige',
  artifactName: releaseName,
  directories: { output: 'dist/packages', buildResources: 'build/icons' },
  files: packagedFiles,
  asar: true,
  // A binary is loaded by the system, which cannot look into an archive.
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  nodeGypRebuild: false,
  buildDependenciesFromSource: false,
  publish: null,
  electronLanguages: ['ru', 'en-US', 'en'],
  electronFuses: {
    // Nobody turns the app into a plain Node, hands it code by the environment, or debugs it.
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    // The app runs only as it was packaged.
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    enableCookieEncryption: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    // The page comes from app://; file:// needs no privileges.
    grantFileProtocolExtraPrivileges: false,
  },
  win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: 'build/icons/icon.png' },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    installerLanguages: ['ru_RU', 'kk_KZ', 'en_US'],
    // Removing the app must never remove the case files.
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.productivity',
    icon: 'build/icons/icon.png',
    hardenedRuntime: true,
  },
  linux: {
    target: [
      { target: 'AppImage', arch: ['x64', 'arm64'] },
      { target: 'deb', arch: ['x64', 'arm64'] },
    ],
    category: 'Office',
    executableName: 'uige',
    icon: 'build/icons/icon.png',
    maintainer: 'Uige',
    synopsis: 'Bringing children home from institutions',
  },
});

export default configuration;
