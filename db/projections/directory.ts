/** People and institutions by name, from the directory's feed; the last word on each holds. */
import type { Step } from '#shared/domain/step.ts';
import { readStep } from '#shared/domain/steps/readStep.ts';
import type { Writer } from '../open/handles.ts';
import { prepare, query } from '../open/query.ts';
import { recordAlias } from '../profile/aliases.ts';

const deletePerson = prepare<{ personId: string }>()((param) =>
  query.deleteFrom('person').where('person_id', '=', param('personId')),
);
const deleteInstitution = prepare<{ institutionId: string }>()((param) =>
  query.deleteFrom('institution').where('institution_id', '=', param('institutionId')),
);

export function enterInDirectory(writer: Writer, step: Step): void {
  const known = readStep(step);
  if (known?.kind === 'institution.added') {
    const { institutionId, name, region } = known.data;
    writer.put('institution', { institution_id: institutionId, name, region });
  }
  if (known?.kind === 'person.added') {
    const { personId, name, roles } = known.data;
    writer.run(deletePerson, { personId });
    writer.insert('person', { person_id: personId, name });
    for (const { institutionId, role } of roles) {
      writer.put('person_role', { person_id: personId, institution_id: institutionId, role });
    }
  }
  if (known?.kind === 'alias.recorded') {
    const { localId, id } = known.data;
    recordAlias(writer, localId, id);
    // what it had under the former id, before a restore, is not a second one of the same name
    if (localId !== id) {
      writer.run(deletePerson, { personId: localId });
      writer.run(deleteInstitution, { institutionId: localId });
    }
  }
}
