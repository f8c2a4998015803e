/** Documents of a child's file: a photograph of a certificate, the signed act, the decision as it was sent. */
import { z } from 'zod';
import { defineKind } from './defineKind.ts';
import { lineField } from './fields.ts';

/** 25 MiB: some pages as a scanner makes them. More than that no field link carries. */
export const maxDocumentBytes = 25 * 1024 * 1024;

/** The bytes travel by themselves (docs/sync-protocol.md §14); the step names them by their hash. */
export const documentAttached = defineKind('document.attached', {
  group: 'note',
  schema: z.strictObject({
    title: lineField,
    fileName: lineField,
    /** As the file's own name tells it, e.g. "image/jpeg": a hint for whoever opens it, never trusted. */
    mediaType: z.string().trim().max(100),
    bytes: z.int().min(1).max(maxDocumentBytes),
    /** SHA-256 of the bytes, lower-case hex. With the feed it is the document's address. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});
