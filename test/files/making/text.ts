/** Lists as text, in every code and with every mark between columns. */
import { bom, type Files, lines, utf16, windows1252 } from './bytes.ts';

const HEADER = ['Organization', 'Contact person', 'Email', 'Phone', 'Street', 'City', 'State', 'Zip'];
const HARLOW = [
  'Harlow Bakery',
  'Ana Diaz',
  'ana@bakery.example',
  '(207) 555-0110',
  '1 Main St',
  'Harlow',
  'ME',
  '04240',
];
const CLINIC = [
  'Peña’s Clinic',
  'José Ruiz',
  'jose@clinic.example',
  '207-555-0120',
  '9 Hill Rd',
  'Harlow',
  'ME',
  '04240',
];
const list = (mark: string, ...rows: string[][]) =>
  lines(...[HEADER, HARLOW, CLINIC, ...rows].map((row) => row.join(mark)));
const plain = 'Organization,City\nHarlow Bakery,Harlow\nValley Clinic,Lewiston\n';

export const text = (): Files => ({
  'comma.csv': list(','),
  'semicolon-windows-1252.csv': windows1252(
    list(';', ['Café “Sol” – €5', '', '', '', '2 Año Nuevo', 'Harlow', 'ME', '04240']),
  ),
  'tab.txt': list('\t', ['', 'Nobody', 'n@example.org', '', '', '', '', '']),
  'bar.csv': list('|'),
  'utf8-bom.csv': bom(list(',')),
  'utf16-le-bom.csv': utf16(bom(list('\t')), 'LE'),
  'utf16-be-bom.csv': utf16(bom(list('\t')), 'BE'),
  'utf16-le.csv': utf16(list(','), 'LE'),
  'utf16-be.csv': utf16(list(','), 'BE'),
  'mixed-encodings.csv': Buffer.concat([
    Buffer.from('Organization,City\nPeña Uno,Harlow\n'),
    windows1252('Peña Dos,Añil\n'),
    Buffer.from('Plain,Niña\n'),
  ]),
  'mac-line-ends.csv': plain.replaceAll('\n', '\r'),
  'mixed-line-ends.csv': 'Organization,City\r\nHarlow Bakery,Harlow\nValley Clinic,Lewiston\rThird,Auburn\r\n',
  'header-in-row-3.csv': lines(
    'Chamber of Commerce members,,',
    'as of January 2026,,',
    'Company,City,Phone',
    'Harlow Bakery,Harlow,207 555 0110',
    ',,',
    'Bad,Harlow,12',
  ),
  'no-header.csv': lines(
    'Harlow Bakery,207-555-0110,04240',
    'Valley Clinic,207-555-0120,04240',
    'Third,207-555-0130,04240,more',
  ),
  'sep-line.csv': lines('sep=;', 'Company;Phone', 'Harlow Bakery, the old one;207 555 0110', 'Bad;12'),
  'quoted.csv':
    'Name,Description,City\n"Harlow, Hale & Sons","First line\nsecond line, with ""quotes""",Harlow\n,no name,Harlow\n',
  'spanish.csv': lines(
    'Organización,Contacto,Correo electrónico,Teléfono,Dirección,Ciudad,Estado,Código postal,Población',
    'Panadería Ñandú,Ana Díaz,ana@panaderia.example,207 555 0110,Calle Mayor 1,Harlow,ME,4240,Niños',
  ),
  'contacts-several-rows.csv': lines(
    'Agency,First name,Last name,Job title,Contact email,Zip',
    'Harlow Bakery,Ana,Diaz,Owner,ana@bakery.example,04240',
    'Harlow Bakery,Ben,Ode,Baker,ben@bakery.example,04240',
    'The Harlow Bakery Inc.,Cy,Ng,,cy@bakery.example,',
  ),
  'google.csv': lines(
    'First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Label,Website 1 - Value',
    'Ana,,Diaz,,Harlow Bakery,Owner,met at the fair,* myContacts ::: Partners,Work,ana@bakery.example ::: home@ana.example,Work,(207) 555-0110,Mobile,207 555 0111,1 Main St,Harlow,ME,04240,US,Work,bakery.example',
    'Only,,Person,,,,,* myContacts,,op@example.org,,,,,,,,,,,',
  ),
  'google-legacy.csv': lines(
    'Name,Given Name,Additional Name,Family Name,Location,Occupation,Notes,Language,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title',
    'Ana Diaz,Ana,,Diaz,,,,,* myContacts,* Work,ana@bakery.example,Work,207 555 0110,1 Main St,Harlow,ME,04240,,Harlow Bakery,Owner',
  ),
  'outlook.csv': bom(
    lines(
      'First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,Home Phone,Business Phone,Mobile Phone,Primary Phone,Job Title,Company,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Web Page,Birthday,Notes',
      'Ana,,Diaz,Ms.,,ana@bakery.example,,(207) 555-0110,207 555 0111,,Owner,Harlow Bakery,"1 Main St\r\nSuite 2",Harlow,ME,04240,United States of America,https://bakery.example,0/0/00,',
    ),
  ),
  'irs.csv': lines(
    'EIN,NAME,ICO,STREET,CITY,STATE,ZIP,GROUP,SUBSECTION,AFFILIATION,CLASSIFICATION,RULING,DEDUCTIBILITY,FOUNDATION,ACTIVITY,ORGANIZATION,STATUS,TAX_PERIOD,ASSET_CD,INCOME_CD,FILING_REQ_CD,PF_FILING_REQ_CD,ACCT_PD,ASSET_AMT,INCOME_AMT,REVENUE_AMT,NTEE_CD,SORT_NAME',
    '010000001,HARLOW FOOD PANTRY INC,% JANE PRIVATE,PO BOX 1,HARLOW,ME,04240-0000,0000,03,3,1000,200001,1,15,000000000,1,01,202412,3,3,01,0,12,1000,52000,52000,K31,',
    '10000002,"HALE, HARLOW & OTHERS",,1 MAIN ST,HARLOW,ME,04240-1234,0000,03,3,1000,200001,1,15,000000000,1,01,202412,3,3,01,0,12,1000,-20,-20,B70,',
    '01-0000003,YMCA OF HARLOW,,9 HILL RD,HARLOW,ME,4240,0000,03,3,1000,200001,1,15,000000000,1,01,202412,3,3,01,0,12,,,,P27,CHAPTER 4',
    '2.71E+08,LOST ID,,9 HILL RD,HARLOW,ME,04240,0000,03,3,1000,200001,1,15,000000000,1,01,202412,3,3,01,0,12,,,,P27,',
    '010000005,,,9 HILL RD,HARLOW,ME,04240,0000,03,3,1000,200001,1,15,000000000,1,01,202412,3,3,01,0,12,,,,P27,',
  ),
  'shouting-headers.csv':
    '"  ORGANIZATION\nNAME  "," E-MAIL ADDRESS ","PHONE\r\nNUMBER ",ZIP CODE \nHarlow Bakery,a@bakery.example,207 555 0110,04240\n',
  'duplicate-headers.csv': lines(
    'Name,Phone,Phone,Phone (2),,Email,email',
    'Harlow Bakery,207 555 0110,207 555 0111,207 555 0112,x,a@b.example,c@d.example',
  ),
  'trailing-columns.csv': lines(`Name,City${','.repeat(900)}`, `Harlow Bakery,Harlow${','.repeat(900)}`),
  'extension-and-letters.csv': lines(
    'Name,Phone',
    'Harlow Bakery,207-555-0110 ext. 12',
    'Valley Clinic,1-800-FLOWERS',
    'Third,n/a',
  ),
  'decimal-commas.csv': lines('Name;Latitude;Longitude;Budget', 'Harlow Bakery;44,0979;-70,2312;"$1,200"'),
});
