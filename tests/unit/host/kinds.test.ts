import { createRouterClient } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { kindsChapter } from '#host/kinds/chapter.ts';
import { stepKinds } from '#shared/domain/steps/index.ts';

const kinds = createRouterClient(kindsChapter, { context: {} });

describe('the kinds of step', () => {
  it('each has a JSON Schema of what a person gives', async () => {
    for (const kind of stepKinds) {
      const schema = await kinds.schema({ kind });
      expect(schema, kind).toMatchObject({ ok: true, value: { title: kind, type: 'object' } });
    }
  });

  it('ask for a stage move only what a person knows', async () => {
    const schema = await kinds.schema({ kind: 'stage.moved' });
    const properties = schema.ok ? Object.keys(schema.value.properties ?? {}) : [];
    expect(properties).toContain('to');
    expect(properties).not.toContain('from');
    expect(properties).not.toContain('verdict');
  });

  it('say that an unknown kind is unknown', async () => {
    expect(await kinds.schema({ kind: 'child.deleted' })).toEqual({
      ok: false,
      error: { code: 'unknown_kind', details: { kind: 'child.deleted' } },
    });
  });
});
