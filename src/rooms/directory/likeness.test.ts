import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idOf, newId } from '../../house/ids.ts';
import { type Facts, findLike, findPairs, likeness } from './likeness.ts';

let count = 0;
const facts = (name: string, over: Partial<Facts> = {}): Facts => ({
  id: idOf(`id-${String(++count).padStart(6, '0')}`),
  name,
  alternate_names: [],
  website_domain: '',
  email: '',
  tax_id: '',
  phones: [],
  addresses: [],
  parent_organization_id: null,
  ...over,
});
const at = (city: string, address_1 = '', postal_code = '', state_province = 'CO') => ({
  addresses: [{ address_1, city, state_province, postal_code }],
});
const reasons = (a: Facts, b: Facts) => likeness(a, b)?.reasons ?? null;

describe('are the same', () => {
  test('an equal name, legal form and spelling aside, in the same town', () => {
    const pantry = facts('St. Anne Food Pantry, Inc.', at('Harlow'));

    expect(reasons(pantry, facts('The Saint Anne Food Pantry', at('HARLOW')))).toEqual(['name', 'place']);
    expect(reasons(facts('Peña & Sons', at('St. Paul')), facts('Pena and Sons LLC', at('Saint Paul')))).toEqual([
      'name',
      'place',
    ]);
    expect(
      reasons(
        facts('Haven House', at('Harlow', '', '81901')),
        facts('Haven House', at('Harlow Falls', '', '81901-1234')),
      ),
    ).toEqual(['name', 'place']);
  });

  test.each([
    ['Harlow Y.M.C.A.', 'HARLOW Y M C A'],
    ['V.F.W. Post 123', 'VFW Post #123'],
    ['St. Brendan’s Parish', 'Saint Brendan Parish'],
    ['Main St. Baptist Church', 'Main Street Baptist Church'],
    ['Harlow Co. Health Dept.', 'Harlow County Health Department'],
    ['Friends of Harlow Co.', 'Friends of Harlow County'],
    ['Harlow Printing Co., Inc.', 'Harlow Printing Company'],
    ['Centro Hispano de Harlow', 'Centro Hispano Harlow'],
    ['St. Vincent de Paul', 'St Vincent DePaul'],
    ['O’Brien Family Foundation', 'O BRIEN FAMILY FOUNDATION'],
    ['Harlow Wellness dba Alder Clinic', 'Alder Clinic'],
    ['4-H Club', '4 H Club'],
    ['Harlow Co-op', 'Harlow Coop'],
  ])('"%s" and "%s" in one town', (a, b) => {
    expect(reasons(facts(a, at('Harlow')), facts(b, at('Harlow')))).toEqual(['name', 'place']);
  });

  test.each([
    ['Young Men’s Christian Association', 'YMCA'],
    ['Young Men’s Christian Assoc. of Harlow', 'Harlow Y.M.C.A.'],
    ['Veterans of Foreign Wars Post 12', 'VFW Post 12'],
    ['Disabled American Veterans', 'D.A.V.'],
    ['Harlow Area Arts Council', 'HAAC'],
  ])('"%s" is what "%s" stands for, and not quite the same', (a, b) => {
    expect(reasons(facts(a, at('Harlow')), facts(b, at('Harlow')))).toEqual(['initials', 'place']);
    expect(findPairs([facts(a, at('Harlow')), facts(b, at('Harlow'))])).toHaveLength(1);
    expect(reasons(facts(a, at('Harlow')), facts(b, at('Millbrook')))).toBeNull();
  });

  test('an equal name and one more fact, wherever they say they are', () => {
    const one = facts('Haven House', { ...at('Harlow'), phones: ['+13035550123'], website_domain: 'haven.example' });

    expect(reasons(one, facts('Haven House', { ...at('Denver'), phones: ['+13035550123'] }))).toEqual([
      'name',
      'phone',
    ]);
    expect(reasons(one, facts('Haven House', { website_domain: 'haven.example' }))).toEqual(['name', 'website']);
    expect(reasons(one, facts('Haven House', { email: 'office@haven.example' }))).toEqual(['name', 'website']);
  });

  test('a mistyped name and one more fact', () => {
    const one = facts('Harlow Literacy Council', {
      ...at('Harlow', '12 Main Street, Suite 4', '81901'),
      phones: ['+13035550123'],
    });

    expect(reasons(one, facts('Harlow Litercay Council', at('Harlow')))).toEqual(['near_name', 'place']);
    // In a short word one other letter makes another word, but two that changed places do not.
    expect(reasons(facts('Elm Food Bank', at('Elm')), facts('Elm Food Bnak', at('Elm')))).toEqual([
      'near_name',
      'place',
    ]);
    expect(reasons(facts('Elm Food Bank', at('Elm')), facts('Elm Food Bunk', at('Elm')))).toBeNull();
    expect(reasons(one, facts('Harlow Literacy Councl', { phones: ['+13035550123'] }))).toEqual(['near_name', 'phone']);
    expect(reasons(one, facts('Harlow LiteracyCouncil', at('', '12 Main St #9', '81901')))).toEqual([
      'near_name',
      'address',
    ]);
    expect(reasons(facts('Harlow, City of', at('Harlow')), facts('City of Harlow', at('Harlow')))).toEqual([
      'near_name',
      'place',
    ]);
  });

  test('one tax id, whatever the names', () => {
    expect(
      reasons(facts('Haven House', { tax_id: '271067272' }), facts('Casa Segura', { tax_id: '27-1067272' })),
    ).toEqual(['tax_id']);
  });

  test('an alternate name counts as the name', () => {
    expect(
      reasons(
        facts('Despensa', { alternate_names: ['Haven House'], ...at('Harlow') }),
        facts('Haven House', at('Harlow')),
      ),
    ).toEqual(['name', 'place']);
  });

  test('an equal name where one says nothing else, and nothing contradicts', () => {
    expect(reasons(facts('Haven House'), facts('Haven House', { ...at('Harlow'), phones: ['+13035550123'] }))).toEqual([
      'name',
    ]);
  });
});

describe('are not the same', () => {
  test('those that share an office, a phone or a website and not the name', () => {
    const shared = {
      ...at('Harlow', '12 Main Street', '81901'),
      phones: ['+13035550123'],
      website_domain: 'unitedway.example',
    };

    expect(reasons(facts('Harlow Arts Council', shared), facts('Legal Aid Society', shared))).toBeNull();
    expect(reasons(facts('St. Mary Church', shared), facts('St. Mark Church', shared))).toBeNull();
  });

  test('chapters: one name in two towns', () => {
    expect(reasons(facts('Rotary Club', at('Harlow')), facts('Rotary Club', at('Millbrook')))).toBeNull();
    expect(
      reasons(
        facts('Rotary Club', at('Springfield', '', '', 'IL')),
        facts('Rotary Club', at('Springfield', '', '', 'MA')),
      ),
    ).toBeNull();
  });

  test('chapters that share their parent’s website', () => {
    const chapter = (over: Partial<Facts>) => facts('Rotary Club', { website_domain: 'rotary.example', ...over });

    expect(reasons(chapter(at('Harlow')), chapter(at('Millbrook')))).toBeNull();
    expect(
      reasons(chapter({ parent_organization_id: idOf('p') }), chapter({ parent_organization_id: idOf('p') })),
    ).toBeNull();
    expect(reasons(chapter(at('Harlow')), chapter(at('Harlow')))).toEqual(['name', 'website', 'place']);
  });

  test('one street and number in two towns of one name', () => {
    const springfield = (state: string) => at('Springfield', '12 Main St', '', state);

    expect(reasons(facts('Haven House', springfield('IL')), facts('Haven House', springfield('MA')))).toBeNull();
    expect(reasons(facts('Haven House', springfield('IL')), facts('Haven House', springfield('IL')))).toEqual([
      'name',
      'address',
    ]);
  });

  test('names that differ in a number, a direction or an age', () => {
    const one = { ...at('Harlow', '12 Main Street', '81901'), phones: ['+13035550123'] };
    for (const [a = '', b = ''] of [
      ['American Legion Post 12', 'American Legion Post 21'],
      ['Lincoln PTA 3', 'Lincoln PTA 4'],
      ['First Baptist Church of Harlow', 'Third Baptist Church of Harlow'],
      ['North Harlow Community Center', 'South Harlow Community Center'],
      ['Harlow Boys Basketball League', 'Harlow Girls Basketball League'],
      ['Harlow Women’s Shelter', 'Harlow Men’s Shelter'],
      ['Harlow YMCA', 'Harlow YWCA'],
      ['Young Men’s Christian Association', 'YWCA'],
      ['Young Women’s Christian Association', 'Young Men’s Christian Association'],
      ['V.F.W. Post 123', 'VFW Post 132'],
      ['V.F.W. Post 123', 'V.F.W. Auxiliary 123'],
      ['Elm PTA', 'Elm PTO'],
      ['Main St. Baptist Church', 'Main St. Methodist Church'],
      ['Main Street Church', 'Maine Street Church'],
      ['St. Mary Parish', 'St. Mark Parish'],
      ['Harlow Co. Health Dept.', 'Harlow City Health Dept.'],
      ['Harlow Printing Co.', 'Harlow County'],
      ['Centro de Salud', 'Centro de Sanidad'],
      ['Building A Tenants', 'Building B Tenants'],
      ['Harlow Wellness dba Alder Clinic', 'Alder House'],
      ['Harlow Historical Society', 'HHC'],
      ['4-H Club', '4-C Club'],
      ['Harlow Co-op', 'Harlow County'],
      ['AIDS Network', 'Aid Network'],
      ['Grupo de Mujeres', 'Grupo de Madres'],
      ['Harlow Library', 'Friends of the Harlow Library'],
    ])
      expect(reasons(facts(a, one), facts(b, one)), `${a} / ${b}`).toBeNull();
    expect(reasons(facts('American Legion Post No. 12', one), facts('American Legion Post 12', one))).toContain('name');
  });

  test('short names that are nearly equal', () => {
    expect(reasons(facts('YMCA', at('Harlow')), facts('YWCA', at('Harlow')))).toBeNull();
  });

  test('three letters that stand for much in a town', () => {
    expect(reasons(facts('Harlow Historical Society', at('Harlow')), facts('HHS', at('Harlow')))).toBeNull();
    expect(reasons(facts('Harlow High School', at('Harlow')), facts('HHS', at('Harlow')))).toBeNull();
    const phones = ['+13035550123'];
    expect(reasons(facts('Harlow Historical Society', { phones }), facts('HHS', { phones }))).toEqual([
      'initials',
      'phone',
    ]);
  });

  test('a parent and its own chapter, and sister chapters under the parent’s tax id', () => {
    const parent = facts('Scouts', { ...at('Harlow'), tax_id: '271067272' });
    const chapter = facts('Scouts', { ...at('Harlow'), tax_id: '271067272', parent_organization_id: parent.id });
    const sister = facts('Rangers', { tax_id: '271067272', parent_organization_id: parent.id });

    expect(likeness(parent, chapter)).toBeNull();
    expect(likeness(chapter, sister)).toBeNull();
  });

  test('two legal entities of one name and town, unless more agrees', () => {
    const one = facts('Haven House', { ...at('Harlow'), tax_id: '271067272', phones: ['+13035550123'] });

    expect(reasons(one, facts('Haven House', { ...at('Harlow'), tax_id: '842223334' }))).toBeNull();
    expect(
      reasons(one, facts('Haven House', { ...at('Harlow'), tax_id: '842223334', phones: ['+13035550123'] })),
    ).toEqual(['name', 'phone', 'place']);
  });

  test('those whose only common fact is everybody’s', () => {
    const web = (website_domain: string, city: string) => facts('Haven House', { website_domain, ...at(city) });

    for (const site of ['facebook.com', 'm.facebook.com', 'sites.google.com', 'linktr.ee', 'wix.com']) {
      expect(likeness(web(site, 'Harlow'), web(site, 'Millbrook')), site).toBeNull();
    }
    expect(
      reasons(facts('Haven House', { tax_id: '000000000' }), facts('Casa Segura', { tax_id: '000000000' })),
    ).toBeNull();
  });
});

describe('in a list', () => {
  test('pairs come best first, each once, the smaller id first', () => {
    const all = [
      facts('Haven House', { ...at('Harlow'), tax_id: '271067272', phones: ['+13035550123'] }),
      facts('Havn House', at('Harlow')),
      facts('Haven Haus', at('Harlow')),
      facts('Legal Aid', at('Harlow')),
      facts('Haven House', { ...at('Harlow'), phones: ['+13035550123'] }),
    ];

    const pairs = findPairs(all);
    expect(pairs[0]).toMatchObject({ a: all[0]?.id, b: all[4]?.id, reasons: ['name', 'phone', 'place'] });
    expect(pairs.every(({ a, b }) => a < b)).toBe(true);
    expect(pairs.flatMap(({ a, b }) => [a, b])).not.toContain(all[3]?.id);
  });

  test('a website that more than three share, and a fiscal sponsor’s tax id, make no pairs', () => {
    const umbrella = ['Harlow', 'Millbrook', 'Cedar Bend', 'Eastgate'].map((city) =>
      facts('Rotary Club', { phones: [city], website_domain: 'rotary.example' }),
    );
    const sponsored = ['Arts', 'Legal Aid', 'Food Bank', 'Chess'].map((name) => facts(name, { tax_id: '271067272' }));

    expect(findPairs([...umbrella, ...sponsored])).toEqual([]);
    expect(findPairs(umbrella.slice(0, 2))).toHaveLength(1);
  });

  test('newcomers are found again, at most five each, and not themselves', () => {
    const existing = Array.from({ length: 8 }, () => facts('Haven House', at('Harlow')));
    const newcomers = [facts('Haven House', at('Harlow')), facts('Chess Club', at('Harlow')), existing[0] as Facts];

    const found = findLike(newcomers, existing);
    expect([...found.values()].map((matches) => matches.length)).toEqual([5, 0, 5]);
    expect(found.get(existing[0]?.id ?? newId<never>())?.map((match) => match.id)).not.toContain(existing[0]?.id);
  });

  test('two thousand records of one name in one town are not compared each with each, and still each has its likes', () => {
    const all = Array.from({ length: 2000 }, () => facts('Haven House', at('Harlow')));
    const pairs = findPairs(all);

    expect(pairs.length).toBeLessThan(2000 * 20);
    expect(new Set(pairs.flatMap(({ a, b }) => [a, b])).size).toBe(2000);
    expect([...findLike([facts('Haven House', at('Harlow'))], all).values()][0]).toHaveLength(5);
  });

  test('a bare name that many have is nobody’s', () => {
    const many = Array.from({ length: 20 }, (_, n) => facts('Rotary Club', at(`Town ${n}`)));

    expect(findPairs([...many, facts('Rotary Club')])).toEqual([]);
    expect(findPairs([...many.slice(0, 2), facts('Rotary Club')])).toHaveLength(2);
  });

  test('a bare newcomer finds its name, and a full one the bare record', () => {
    const full = facts('Haven House', { ...at('Harlow'), phones: ['+13035550123'] });
    const bare = facts('Haven House');

    expect(findLike([bare], [full]).get(bare.id)).toEqual([{ id: full.id, reasons: ['name'], score: 30 }]);
    expect(findLike([full], [bare]).get(full.id)).toEqual([{ id: bare.id, reasons: ['name'], score: 30 }]);
  });
});

const WORDS = [
  'Harlow',
  'Haven',
  'House',
  'Food',
  'Pantry',
  'Saint',
  'Mary',
  'Club',
  '3',
  '4',
  'Literacy',
  'Literacey',
  'Council',
  'The',
  'Inc',
  'North',
  '',
];
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  id: fc.uuid().map((id) => idOf<'organizations'>(id)),
  name: fc.oneof(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  alternate_names: fc.array(fc.constantFrom('Haven', 'Casa'), { maxLength: 1 }),
  website_domain: fc.constantFrom('', '', 'haven.example', 'facebook.com'),
  email: fc.constantFrom('', 'a@haven.example', 'a@gmail.com'),
  tax_id: fc.constantFrom('', '', '271067272', '842223334'),
  phones: fc.array(fc.constantFrom('+13035550123', '+13035550124'), { maxLength: 1 }),
  addresses: fc
    .constantFrom('Harlow', 'Millbrook', '', null)
    .map((city) => (city === null ? [] : at(city, '1 Main St', city ? '' : '81901').addresses)),
  parent_organization_id: fc.constantFrom(null, idOf<'organizations'>('p')),
});

describe('whatever the facts', () => {
  test('likeness does not depend on who is asked first, and never rests on one fact but the tax id or a bare name', {
    tags: 'long',
  }, () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (a, b) => {
        const found = likeness(a, b);
        const other = likeness(b, a);
        expect(other && { ...other, reasons: other.reasons.toSorted() }).toEqual(
          found && { ...found, reasons: found.reasons.toSorted() },
        );
        if (found?.reasons.length === 1) expect(['tax_id', 'name']).toContain(found.reasons[0]);
        if (found && !found.reasons.includes('tax_id'))
          expect(found.reasons.some((reason) => /name$|^initials$/.test(reason))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('blocks lose nothing in a small list: the pairs are those of comparing each with each', { tags: 'long' }, () => {
    const list = fc.uniqueArray(anyFacts, { selector: (each) => each.id, maxLength: 9 });
    fc.assert(
      fc.property(list, (all) => {
        const few = (each: Facts) => ({ ...each, website_domain: '', email: '', tax_id: '' });
        const plain = all.map(few);
        const expected = plain.flatMap((a, i) =>
          plain.slice(i + 1).flatMap((b) => (likeness(a, b) ? [[a.id, b.id].sort().join(' ')] : [])),
        );
        expect(
          findPairs(plain)
            .map(({ a, b }) => `${a} ${b}`)
            .sort(),
        ).toEqual(expected.sort());
      }),
      { numRuns: 500 },
    );
  });

  test('a record is like its own copy unless it says nothing', () => {
    fc.assert(
      fc.property(anyFacts, (each) => {
        fc.pre(/\p{L}/u.test(each.name));
        const found = likeness(
          { ...each, parent_organization_id: null },
          { ...each, id: idOf('copy'), parent_organization_id: null },
        );
        expect(found?.reasons).toContain('name');
      }),
    );
  });
});
