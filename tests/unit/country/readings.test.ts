import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOfAddress, readAddress } from '#shared/country/kz/address.ts';
import { type LegalStatus, legalStatusFrom } from '#shared/country/kz/legalStatus.ts';
import { regionCodes, regions } from '#shared/country/kz/regions.ts';
import { separationReasons, separationReasonsFrom } from '#shared/country/kz/separationReasons.ts';

describe('an address', () => {
  it('gives region, district and settlement in Russian and Kazakh', () => {
    expect(readAddress('Алматинская обл., Карасайский р-н, г. Каскелен')).toEqual({
      region: '19',
      district: 'Карасайский р-н',
      settlement: 'г. Каскелен',
    });
    expect(readAddress('Алматы облысы, Қарасай ауданы, Қаскелең қ.')).toEqual({
      region: '19',
      district: 'Қарасай ауданы',
      settlement: 'Қаскелең қ.',
    });
  });

  it('tells the city of Almaty from the oblast of Almaty', () => {
    expect(readAddress('г. Алматы, Турксибский р-н')).toEqual({
      region: '75',
      district: 'Турксибский р-н',
      settlement: null,
    });
    expect(readAddress('Алматы қ., Түрксіб ауданы').region).toBe('75');
  });

  it.each([
    ['Жетісу обл., Панфиловский р-н, с. Пенжим', '33'],
    ['область Жетісу', '33'],
    ['ЗКО, г. Уральск', '27'],
    ['СҚО, Петропавл қаласы', '59'],
    ['Шығыс Қазақстан облысы', '63'],
    ['обл. Абай, г. Семей', '10'],
    ['Туркестанская область, Сайрамский район', '61'],
    ['Шымкент қаласы', '79'],
    ['West Kazakhstan Region', '27'],
  ])('finds the region of %s', (address, region) => {
    expect(readAddress(address).region).toBe(region);
  });

  it('finds every region by its own name in each language', () => {
    for (const code of regionCodes) {
      const { ru, kk, en } = regions[code];
      expect([ru, kk, en].map((name) => [name, readAddress(name).region])).toEqual(
        [ru, kk, en].map((name) => [name, code]),
      );
    }
  });

  it('takes no village for an oblast of the same name, and no street for anything', () => {
    expect(readAddress('с. Абай')).toEqual({ region: null, district: null, settlement: 'с. Абай' });
    expect(readAddress('ул. Абая 5').region).toBeNull();
  });

  it('tells where a trip goes to', () => {
    expect(placeOfAddress('Жамбылская обл., Кордайский р-н, с. Сарыбулак')).toBe('с. Сарыбулак');
    expect(placeOfAddress('г. Алматы, Турксибский р-н')).toBe('г. Алматы, Турксибский р-н');
    expect(placeOfAddress('не известно')).toBeNull();
  });

  it('is read without failing, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => readAddress(text) !== undefined));
  });
});

describe('the legal status', () => {
  it.each<[string, LegalStatus | null]>([
    ['временное помещение по заявлению', 'temporary_by_application'],
    ['ограничение родительских прав (решение суда)', 'rights_limited'],
    ['Родители лишены родительских прав', 'rights_deprived'],
    ['статус не определён', 'undetermined'],
    ['ребёнок-сирота', 'orphan'],
    ['остался без попечения родителей', 'without_parental_care'],
    ['ата-ана құқығы шектелген', 'rights_limited'],
    ['ата-ана құқығынан айырылған', 'rights_deprived'],
    ['жетім бала', 'orphan'],
    ['ата-анасының қамқорлығынсыз қалған бала', 'without_parental_care'],
    ['өтініш бойынша уақытша', 'temporary_by_application'],
    ['анықталмаған', 'undetermined'],
    ['orphan', 'orphan'],
    // not what the words say at first sight
    ['не сирота', null],
    ['социальный сирота', null],
    ['мать не лишена родительских прав', null],
    ['см. личное дело', null],
    ['', null],
  ])('"%s" is %s', (text, status) => {
    expect(legalStatusFrom(text)).toBe(status);
  });
});

describe('the reasons for a separation', () => {
  it.each([
    ['ТЖС: потеря работы, одинокая мать', ['unemployment', 'divorce_single_parent']],
    ['по заявлению матери, трудная жизненная ситуация, нет жилья', ['housing']],
    ['болезнь матери, бабушка в возрасте', ['parent_illness']],
    ['мать на лечении (туберкулёз)', ['parent_illness']],
    ['пожар в доме, временное помещение', ['fire']],
    ['отец в местах лишения свободы, мать без жилья', ['parent_imprisoned', 'housing']],
    ['мать на заработках в другом городе', ['parent_away_for_work']],
    ['развод, мать без дохода', ['divorce_single_parent', 'poverty']],
    ['лишение родительских прав, алкоголизм', ['rights_deprived', 'addiction']],
    ['отказ в роддоме', ['refusal_at_birth']],
    ['подкинут, найден у больницы', ['foundling']],
    ['смерть матери', ['parent_death']],
    ['жестокое обращение', ['violence_neglect']],
    ['в селе нет школы', ['school_access']],
    ['инвалидность ребёнка, нет реабилитации', ['disability_no_service']],
    ['баспана жоқ', ['housing']],
    ['ата-ана құқығы шектелген', ['rights_limited']],
    ['анасы емделуде', ['parent_illness']],
    ['жетім', ['parent_death']],
    ['үйі өртенді, әкесі жұмыссыз', ['fire', 'unemployment']],
    ['mother in prison, no income', ['parent_imprisoned', 'poverty']],
  ])('"%s" are %j', (text, reasons) => {
    expect(separationReasonsFrom(text)).toEqual({ reasons, main: reasons[0], doubt: null });
  });

  it('are "other" with a doubt where only the difficulty or the application is named', () => {
    for (const text of ['өмірлік қиын жағдай', 'ТЖС', 'временное помещение по заявлению родителей'])
      expect(separationReasonsFrom(text)).toEqual({ reasons: ['other'], main: 'other', doubt: 'general' });
  });

  it('are "other" with a doubt where the words are unknown', () => {
    expect(separationReasonsFrom('см. приказ').doubt).toBe('unknown');
    // a passport is no fire, though the Kazakh word for fire is in it
    expect(separationReasonsFrom('нет паспорта').reasons).toEqual(['other']);
  });

  it('are none where nothing is written, and known codes whatever is written', () => {
    expect(separationReasonsFrom(' ')).toEqual({ reasons: [], main: null, doubt: null });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { reasons, main } = separationReasonsFrom(text);
        expect(reasons.every((reason) => separationReasons.includes(reason))).toBe(true);
        expect(main).toBe(reasons[0] ?? null);
      }),
    );
  });
});
