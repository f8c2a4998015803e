/** Projection of documents: each as it was attached; withdrawn ones are left out before. */
import { entryOf, type KnownOf, type Projection } from '../case/projection.ts';

export function attachDocument(projection: Projection, { data, step }: KnownOf<'document.attached'>): void {
  projection.state.documents.push({ ...entryOf(projection, step), ...data });
}
