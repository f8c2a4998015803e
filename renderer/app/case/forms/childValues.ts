/** Identity as the correcting form holds it, and back to fields. An empty text is "not known". Pure. */
import { readIin } from '#shared/country/kz/iin.ts';
import type { ChildFields } from '#shared/domain/steps/child.ts';
import { orNull } from './useStepForm.ts';

export function childValues(child: ChildFields | null) {
  return {
    familyName: child?.familyName ?? '',
    givenName: child?.givenName ?? '',
    patronymic: child?.patronymic ?? '',
    sex: child?.sex ?? null,
    birthDate: child?.birthDate ?? null,
    birthYear: child?.birthYear ?? null,
    iin: child?.iin ?? '',
    legalStatus: child?.legalStatus ?? 'undetermined',
    reasons: [...(child?.reasons ?? [])],
    reasonText: child?.reasonText ?? '',
    healthGroup: child?.healthGroup ?? '',
    disability: child?.disability ?? false,
    disabilityKnown: child?.disability !== null,
    familyAddress: child?.familyAddress ?? '',
    familyPlace: child?.familyPlace ?? '',
    note: child?.note ?? '',
    mainReason: child?.mainReason ?? null,
    amendReason: '',
  };
}

export type ChildValues = ReturnType<typeof childValues>;

export function fieldsOf(values: ChildValues): ChildFields {
  const iin = orNull(values.iin);
  const reading = iin === null ? null : readIin(iin);
  const main =
    values.mainReason !== null && values.reasons.includes(values.mainReason) ? values.mainReason : null;
  return {
    familyName: values.familyName.trim(),
    givenName: values.givenName.trim(),
    patronymic: orNull(values.patronymic),
    sex: values.sex,
    birthDate: values.birthDate,
    birthYear: values.birthYear,
    iin,
    iinStatus: iin === null ? 'missing' : reading?.checkDigitOk === true ? 'valid' : 'unverified',
    legalStatus: values.legalStatus,
    reasons: values.reasons,
    mainReason: main ?? values.reasons[0] ?? null,
    reasonText: orNull(values.reasonText),
    healthGroup: orNull(values.healthGroup),
    // an unticked box that was never ticked stays "not known"
    disability: values.disability ? true : values.disabilityKnown ? false : null,
    familyAddress: orNull(values.familyAddress),
    familyPlace: orNull(values.familyPlace),
    note: orNull(values.note),
  };
}
