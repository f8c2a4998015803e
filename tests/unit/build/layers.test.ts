import { describe, expect, test } from 'vitest';
import { forbiddenImports } from '../../../build/checks/layers.ts';

function reasons(file: string, source: string): string[] {
  return forbiddenImports(file, source).map(({ reason }) => reason);
}

describe('who may import whom', () => {
  test.each([
    ['host/main.ts', "import { a } from '#db/open.ts';"],
    ['cli/main.ts', "import { a } from '#server/start.ts';"],
    ['electron/main/main.ts', "import { app } from 'electron';"],
    ['shared/domain/day.ts', "import { z } from 'zod';"],
    ['renderer/ui/connect.ts', "import type { A } from '#shared/contract/index.ts';"],
    ['renderer/vite.config.ts', "import path from 'node:path';"],
    ['tests/unit/a.test.ts', "import { a } from '#db/open.ts';"],
  ])('%s may: %s', (file, source) => {
    expect(reasons(file, source)).toEqual([]);
  });

  test.each([
    ['shared/domain/day.ts', "import { a } from '#db/open.ts';", 'shared/ may not import db/'],
    ['shared/domain/day.ts', "import { a } from '../../db/open.ts';", 'shared/ may not import db/'],
    ['shared/domain/day.ts', "import fs from 'node:fs';", 'shared/ runs without Node'],
    ['shared/domain/day.ts', "import fs from 'fs';", 'shared/ runs without Node'],
    ['renderer/app/main.tsx', "import type { A } from '#host/host.ts';", 'renderer/ may not import host/'],
    ['host/main.ts', "import { app } from 'electron';", 'only electron/ imports electron'],
    ['server/start.ts', "export { a } from '#db/open.ts';", 'server/ may not import db/'],
    ['server/start.ts', "export * from '#host/host.ts';", 'server/ may not import host/'],
    ['db/open.ts', "const a = await import('#host/host.ts');", 'db/ may not import host/'],
    ['electron/main/main.ts', "import '#db/open.ts';", 'electron/ may not import db/'],
    ['cli/main.ts', "import { a } from '#renderer/ui/shell.ts';", 'cli/ may not import renderer/'],
    ['db/open.ts', "import { a } from '#tests/factories.ts';", 'the product does not import its tests'],
  ])('%s may not: %s', (file, source, reason) => {
    expect(reasons(file, source)).toEqual([reason]);
  });
});
