/** Text that breaks lists: marks, quotes, controls, numbers out of range, JSON of every bad sort. */
import { bom, type Files, lines, zip } from './bytes.ts';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const rows = Array.from({ length: 12 }, (_, at) => `Name ${at},"Street, ${at}",Harlow`);

export const badText = (): Files => ({
  'empty.csv': '',
  'only-bom.csv': bom(''),
  'only-a-header.csv': lines('Organization,City,Phone'),
  'only-blank-lines.csv': lines('', ' , ', '', '\t', ''),
  'ragged.csv': lines(
    'Name,City,Zip',
    'Narrow',
    'Wide,Harlow,04240,spare,',
    'Right,Harlow,04240',
    'Trailing,Harlow,04240,,,',
  ),
  'nul-and-controls.csv': 'Name,City\nHarlow\u0000Bakery,Harlow\nValley\u0007 Clinic,Harlow\nThird,Lew\u001biston\n',
  'nul-in-header.csv': 'Name,Ci\u0000ty\nHarlow Bakery,Harlow\n',
  'lone-quote.csv': lines('Name,Street,City', ...rows.slice(0, 3), '"Lone quote,Street,Harlow', ...rows.slice(3)),
  'lone-quote-at-the-end.csv': lines('Name,City', 'Harlow Bakery,Harlow', 'Valley Clinic,"Harlow'),
  'many-nicknames.csv': lines(
    'Name,Contact,City',
    ...Array.from({ length: 30 }, (_, at) => `"Hale, Harlow ${at}","Bud" Smith,Harlow`),
  ),
  'never-closed.csv': lines('Name,City', ...Array.from({ length: 14 }, (_, at) => `Name ${at},"Harlow`)),
  'prototype-headers.csv': lines(
    'First Name,Last Name,Organization Name,Labels,E-mail 1 - Value,constructor,__proto__,toString,Country',
    'Ana,Diaz,Harlow Bakery,x,a@b.example,1,2,3,constructor',
  ),
  'quotes-inside.csv': lines('Name,City', 'The "Old" Bakery,Harlow', '"Valley" Clinic,Harlow', '5" Pipe Club,Harlow'),
  'formulas.csv': lines(
    'Name,Description,Phone',
    `"=cmd|' /C calc'!A0",@SUM(1+1),+1 207 555 0110`,
    '-Bakery,"=HYPERLINK(""http://127.0.0.1:9/"")",',
  ),
  'links.csv': lines(
    'Name,Website,Email',
    'Harlow Bakery,http://127.0.0.1:9/never-fetched,a@b.example',
    'Valley Clinic,javascript:alert(1),file:///etc/passwd',
  ),
  'many-columns.csv': `${Array.from({ length: 2000 }, (_, at) => `Column${at}`).join(',')}\n${Array.from({ length: 2000 }, (_, at) => at).join(',')}\n`,
  'strange-names.csv': lines(
    'Name,City',
    '!!! ???,Harlow',
    '🍞 Bakery 👩‍👩‍👧,Harlow',
    '\u202eyrekaB\u202c,Harlow',
    'مخبز هارلو,Harlow',
    `${'x'.repeat(9_000)} ${'y'.repeat(999)},Harlow`,
    `${'😀'.repeat(6_000)},Harlow`,
  ),
  'wrong-values.csv': lines(
    'Name,Latitude,Longitude,Income,Email,Phone,Website,Country,EIN',
    'A,91,-70.2,,,,,,',
    'B,44.1,200,-500,,,,,',
    'C,north,west,lots,,,,,',
    'D,0x1F,1e3,"(1,200)",not a mail,12,not a site,Atlantis,12',
    'E,,,,,,,,123456789012',
  ),
  'deep.json': deep(5_000),
  'deep-organization.json': `[{"id":"o1","name":"Harlow Bakery","services":[{"id":"s1","name":"Bread","more":${deep(2_000)}}]}]`,
  'proto.json':
    '[{"id":"1","name":"Harlow Bakery","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},"services":[{"id":"s","name":"Bread","__proto__":{"polluted":1}}]}]',
  'wrong-shapes.json': JSON.stringify([
    {
      id: { a: 1 },
      name: 'Harlow Bakery',
      services: [
        null,
        1,
        {
          id: 's',
          name: { toString: 1 },
          schedules: [null, 3],
          phones: [null],
          attributes: [null, { taxonomy_term: null }],
        },
      ],
      contacts: [{ name: { toString: 'x' } }, { name: 'Ana', phones: [null] }],
    },
    {
      id: 'o2',
      name: 'Valley Clinic',
      phones: [{ number: { toString: 1 } }, null],
      addresses: [{ address_1: ['x'], country: { toString: 1 } }],
      locations: [
        { id: 'l', addresses: [null] },
        { id: 'm', addresses: 'no' },
      ],
    },
    null,
    7,
  ]),
  'lone-surrogate.json':
    '[{"id":"1","name":"Harlow \\ud83d Bakery","services":[{"id":"s","name":"Bread \\udc00","description":"a\\u0000b"}]}]',
  'no-hsds.json': JSON.stringify({ rows: [{ a: 1 }] }),
  'broken.json': '[{"name": "Harlow Bakery", }]',
  'long-description.json': JSON.stringify([{ id: '1', name: 'Harlow Bakery', description: 'long '.repeat(3000) }]),
  'nameless-controls.zip': zip({
    'organizations.csv': lines('id,name', '1,Harlow Bakery'),
    'services.csv': lines('id,organization_id,name', 's1,o9,Bre\u0000ad'),
  }),
});
