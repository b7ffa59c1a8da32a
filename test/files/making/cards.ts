/** Contact cards as phones and mail programs export them. */
import { type Files, lines } from './bytes.ts';

const ANA = [
  'BEGIN:VCARD',
  'VERSION:3.0',
  'UID:ana-1',
  'N:Diaz;Ana;;;',
  'FN:Ana Diaz',
  'ORG:Harlow Bakery;Kitchen',
  'TITLE:Owner',
];
const REST = [
  'EMAIL;TYPE=INTERNET,WORK:ana@bakery.example',
  'TEL;TYPE=WORK,VOICE:(207) 555-0110',
  'TEL;TYPE=CELL:207 555 0111',
  'ADR;TYPE=WORK:;;1 Main St;Harlow;ME;04240;USA',
  'END:VCARD',
];
const card = (name: string, organization: string, ...more: string[]) => [
  'BEGIN:VCARD',
  'VERSION:3.0',
  `FN:${name}`,
  `ORG:${organization}`,
  ...more,
  'END:VCARD',
];

export const cards = (): Files => ({
  'one-card.vcf': lines(...ANA, ...REST),
  'many-cards.vcf': lines(
    ...ANA,
    ...REST,
    '',
    ...card('Ben Ode', 'Valley Clinic', 'TEL:207 555 0120'),
    ...card('Cy Ng', 'Third'),
  ),
  'cards-4.vcf': lines(
    'BEGIN:VCARD',
    'VERSION:4.0',
    'KIND:org',
    'FN:Harlow Bakery',
    'TEL;VALUE=uri;TYPE="voice,work":tel:+1-207-555-0110;ext=102',
    'EMAIL:info@bakery.example',
    'URL:https://bakery.example',
    'ADR:;;1 Main St;Harlow;ME;04240;US',
    'END:VCARD',
  ),
  'folded-card.vcf': lines(
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:Ana Diaz',
    'ORG:The Harlow Bakery and Pastry',
    '  Company',
    'NOTE:a long',
    '  note',
    'END:VCARD',
  ),
  'escaped-card.vcf': lines(
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:Diaz\\, Ana',
    'ORG:Hale\\, Harlow\\; Sons',
    'ADR:;Suite 2\\, rear;1 Main St\\; East;Harlow;ME;04240;',
    'END:VCARD',
  ),
  'apple-cards.vcf': lines(
    'BEGIN:VCARD',
    'VERSION:3.0',
    'PRODID:-//Apple Inc.//iPhone OS 17.0//EN',
    'N:;;;;',
    'FN:Harlow Bakery',
    'ORG:Harlow Bakery;',
    'item1.EMAIL;type=INTERNET;type=pref:info@bakery.example',
    'item2.TEL:(207) 555-0110',
    'item2.X-ABLabel:_$!<Main>!$_',
    'item3.URL;type=pref:bakery.example',
    'X-ABShowAs:COMPANY',
    'END:VCARD',
  ),
  'old-cards.vcf': lines(
    'BEGIN:VCARD',
    'VERSION:2.1',
    'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91and=C3=BA;Ana',
    'ORG:Harlow',
    'END:VCARD',
    ...card('Ben Ode', 'Valley Clinic'),
  ),
  'broken-card.vcf': lines(
    ...card('Ana Diaz', 'Harlow Bakery'),
    ...['BEGIN:VCARD', 'VERSION:3.0', 'FN:Never Ended', 'ORG:Open'],
    ...card('Ben Ode', 'Valley Clinic'),
    ...['BEGIN:VCARD', 'VERSION:3.0', 'this line is nothing', 'FN:Broken', 'END:VCARD'],
    ...card('Cy Ng', 'Third', 'EMAIL:not a mail'),
  ),
  'mac-card.vcf': [...ANA, ...REST].join('\r'),
  'card-long-note.vcf': lines(...card('Ana Diaz', 'Harlow Bakery', `NOTE:${'long '.repeat(3000)}`)),
});
