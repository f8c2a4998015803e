import { describe, expect, test } from 'vitest';
import config from '../../../build/electron-builder.config.js';
import { packagedFiles, unbundledPackages } from '../../../build/packaged.js';

describe('the packaging', () => {
  test('makes an installer for Windows, macOS and two kinds of Linux', () => {
    const kinds = [config.win, config.mac, config.linux].flatMap(({ target }) =>
      target.map((one) => one.target),
    );
    expect(kinds).toEqual(['nsis', 'dmg', 'AppImage', 'deb']);
  });

  test('takes along every package that the bundles leave out', () => {
    for (const name of unbundledPackages)
      expect(packagedFiles).toContain(`node_modules/${name}/package.json`);
  });

  test('never removes case files when the app is removed', () => {
    expect(config.nsis.deleteAppDataOnUninstall).toBe(false);
  });

  test('lets nobody run the app as something else than it is', () => {
    expect(config.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
    });
  });
});
