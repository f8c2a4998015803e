import { describe, expect, it } from 'vitest';
import { whereabouts } from '#renderer/app/today/routeStops.ts';
import { emptyCase } from '#shared/domain/case/state.ts';

describe('where a trip goes', () => {
  const kin = { name: 'Серикова Жанар', phone: '+77076993974' };

  it('is known in part when the case file is not on this device', () => {
    expect(whereabouts({ kin }, null)).toEqual({ kinName: kin.name, phone: kin.phone, address: null });
  });

  it('is where the relative to ring lives', () => {
    const state = emptyCase('case-1');
    state.kin.push({
      personId: 'p-1',
      relation: 'mother',
      name: kin.name,
      phone: null,
      address: 'Каскелен, ул. Абая, 12',
      place: 'Каскелен',
      note: null,
      foundOn: '2025-11-01',
      verified: null,
    });
    expect(whereabouts({ kin }, state)).toEqual({
      kinName: kin.name,
      phone: kin.phone,
      address: 'Каскелен, ул. Абая, 12',
    });
  });
});
