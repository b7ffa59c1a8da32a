/** Cards and workbooks that went wrong once, each the shortest example of its kind; beside them others of the kind. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, type WorkSheet, write } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { Invalid } from '../src/house/errors.ts';
import { guessMapping } from '../src/rooms/sourcing/imports/columns/kinds.ts';
import { readFiles } from '../src/rooms/sourcing/imports/reading/read-file.ts';
import type { Sheet } from '../src/rooms/sourcing/imports/reading/sheet.ts';
import { readRow } from '../src/rooms/sourcing/imports/rows/record.ts';

const LIMITS = { rows: 1000, fileBytes: 1_000_000, unpackedBytes: 10_000_000 };
const caseOf = (name: string) => read(name, readFileSync(join(import.meta.dirname, 'files', 'cases', name)));
const read = (name: string, bytes: Uint8Array): Promise<Sheet> => readFiles([{ name, bytes }], LIMITS);

function recordsOf({ kind, header, rows }: Sheet) {
  const vocabulary = { sector: () => undefined, population: () => undefined };
  const mapping = guessMapping(
    kind,
    header,
    rows.map(({ cells }) => cells),
  );
  return rows.map((row) => readRow(row, { kind, header, mapping, vocabulary, defaultSector: '' }));
}

/** The one card of a text in latin1, so that any byte can be written. */
const card = (version: string, ...lines: string[]) =>
  read(
    'card.vcf',
    Buffer.from(['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n'), 'latin1'),
  );
const cellsOf = ({ header, rows }: Sheet) =>
  Object.fromEntries(header.flatMap((title, at) => (rows[0]?.cells[at] ? [[title, rows[0].cells[at]]] : [])));
const notesOf = ({ rows }: Sheet) =>
  (rows[0]?.problems ?? []).map(({ message }) => message.values?.value ?? message.key);
const utf8 = (text: string) => Buffer.from(text).toString('latin1');

describe('a card', () => {
  test('of somebody at work and at home gives each number and address to whom it belongs', async () => {
    const [reading] = recordsOf(await caseOf('a01-home-address.vcf'));

    const { organization, contacts = [] } = reading?.record ?? {};
    expect(organization).toMatchObject({
      name: 'Maple Grove Tenants Union',
      email: '',
      phones: [],
      addresses: [{ address_1: '400 Union Street' }],
    });
    expect(contacts).toMatchObject([
      { name: 'Dana Example', title: 'Organizer', addresses: [{ kind: 'home', address_1: '12 Quiet Court' }] },
    ]);
    expect(contacts[0]?.phones.map(({ kind }) => kind).toSorted()).toEqual(['home', 'mobile', 'work']);
    expect(contacts[0]?.emails.map(({ kind }) => kind).toSorted()).toEqual(['home', 'work']);
    expect(reading?.problems).toEqual([]);
  });

  test('with an escaped colon and a picture keeps its page, and the picture is counted', async () => {
    const [reading] = recordsOf(await caseOf('a02-gmail-url.vcf'));

    expect(reading?.record?.organization).toMatchObject({
      website: 'http://repair.example.org',
      email: 'hello@repair.example.org',
    });
    expect(reading?.problems.map(({ message }) => message)).toEqual([
      { key: 'error.pictures_not_kept', values: { count: 1 } },
    ]);
  });

  test('of vCard 2.1 from an Android phone is read like any other', async () => {
    const [reading] = recordsOf(await caseOf('a03-android.vcf'));

    expect(reading?.record?.organization).toMatchObject({
      name: 'Centro Comunitario del Río',
      phones: [],
      addresses: [{ city: 'Sable Junction' }],
    });
    expect(reading?.record?.contacts).toMatchObject([
      {
        name: 'Lucía Ibáñez',
        phones: [
          { kind: 'work', number: '+19705550172' },
          { kind: 'mobile', number: '+19705550171' },
        ],
        emails: [{ kind: 'work', email: 'lucia@centro.example.org' }],
      },
    ]);
    expect(cellsOf(await caseOf('a03-android.vcf'))).toMatchObject({ 'ORG unit': 'Alfabetización' });
  });
});

describe('a card of vCard 2.1', () => {
  test.each([
    ['UTF-8', 'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Pe=C3=B1a'],
    ['ISO-8859-1', 'FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Pe=F1a'],
    ['Windows-1252', 'FN;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:Pe=F1a'],
    ['no code that it names', 'FN;QUOTED-PRINTABLE:Pe=F1a'],
    ['a code that it names wrongly', 'FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Pe=F1a'],
    ['a code nobody knows', 'FN;CHARSET=X-NOBODY;QUOTED-PRINTABLE:Pe=F1a'],
    ['bytes of UTF-8', `FN;CHARSET=UTF-8:${utf8('Peña')}`],
    ['bytes of Windows-1252', 'FN;CHARSET=ISO-8859-1:Pe\xf1a'],
  ])('has its letters in %s', async (_, line) => {
    expect(cellsOf(await card('2.1', line, 'ORG:Harlow')).FN).toBe('Peña');
  });

  test('has types without a name, and commas and backslashes that are only that', async () => {
    const sheet = await card(
      '2.1',
      'FN:Harlow Bread, Inc.',
      'ORG:Harlow Bread, Inc.;Front\\;desk',
      'TEL;PREF;WORK;FAX:207 555 0101',
      'TEL;WORK;VOICE:207 555 0102',
    );

    expect(cellsOf(sheet)).toEqual({
      ORG: 'Harlow Bread, Inc.',
      TEL: '207 555 0102',
      'TEL fax': '207 555 0101',
      'ORG unit': 'Front;desk',
    });
  });

  test('keeps what stands behind its picture, however that is folded', async () => {
    const after = ['TEL;CELL:207 555 0103', 'ORG:Harlow'];
    const folded = ['PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg', ' ABAQAAAQABAAD=', '', ...after];
    const notFolded = ['PHOTO;JPEG;BASE64:', '/9j/4AAQSkZJRg', 'ABAQAAAQABAAD=', ...after];
    for (const lines of [folded, notFolded]) {
      const sheet = await card('2.1', 'FN:Ana Diaz', ...lines);
      expect(cellsOf(sheet)).toEqual({ FN: 'Ana Diaz', ORG: 'Harlow', 'TEL cell': '207 555 0103' });
      expect(notesOf(sheet)).toEqual(['error.pictures_not_kept']);
    }
  });

  test('has soft line breaks, and lines inside its address', async () => {
    const sheet = await card(
      '2.1',
      'N:Diaz;Ana',
      'ORG:Harlow',
      'ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;1 Main St=0D=0ASuite =',
      '2;Harlow;ME;04240;USA',
    );

    expect(cellsOf(sheet)).toMatchObject({
      FN: 'Ana Diaz',
      Street: '1 Main St\nSuite 2',
      City: 'Harlow',
      ZIP: '04240',
    });
  });

  test('of Outlook says nothing by how it is drawn, and its own picture is one', async () => {
    const sheet = await card(
      '2.1',
      ...[
        'N;LANGUAGE=en-us:Diaz;Ana',
        'FN:Ana Diaz',
        'ORG:Harlow',
        'TEL;WORK;VOICE:207 555 0110',
        'ADR;WORK;PREF:;;1 Main St;Harlow;ME;04240;United States of America',
      ],
      ...[
        'LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:1 Main St=0D=0A=',
        'Harlow, ME  04240',
        'X-MS-OL-DEFAULT-POSTAL-ADDRESS:2',
      ],
      ...[
        'X-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:',
        ' /9j/4AAQSkZJRg==',
        '',
        'X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="x" ver="1.0"/>',
        'REV:20260101T000000Z',
      ],
    );

    expect(cellsOf(sheet)).toMatchObject({
      FN: 'Ana Diaz',
      'TEL work': '207 555 0110',
      Street: '1 Main St',
      ZIP: '04240',
    });
    expect(notesOf(sheet)).toEqual(['error.pictures_not_kept']);
  });

  test('may hold the card of an assistant, and is still one card', async () => {
    const sheet = await card(
      '2.1',
      'FN:Ana Diaz',
      'AGENT:',
      'BEGIN:VCARD',
      'VERSION:2.1',
      'FN:Ben Ode',
      'END:VCARD',
      'ORG:Harlow',
    );

    expect(sheet.rows).toHaveLength(1);
    expect(cellsOf(sheet)).toEqual({ FN: 'Ana Diaz', ORG: 'Harlow' });
    expect(notesOf(sheet)).toEqual(['AGENT']);
  });
});

describe('a card of any version', () => {
  test('may be folded in the middle of a letter', async () => {
    const [start, end] = [utf8('FN:Centro Comunitario del R\u00ed').slice(0, -1), utf8('\u00ed').slice(1)];
    for (const fold of ['\r\n ', '\n\t'])
      expect(cellsOf(await card('3.0', `${start}${fold}${end}o`, 'ORG:x'))).toMatchObject({
        FN: 'Centro Comunitario del Río',
      });
  });

  test('names every property that no column keeps, and none that says nothing to us', async () => {
    const sheet = await card(
      '3.0',
      ...[
        'FN:Ana Diaz',
        'N:Diaz;Ana',
        'ORG:Harlow',
        'PRODID:x',
        'REV:2026-01-01',
        'UID:1',
        'BDAY:1980-05-01',
        'IMPP:xmpp:a@b',
        'X-SKYPE:ana',
        'X-SKYPE:ana2',
      ],
      ...[
        'NICKNAME:',
        'SOUND;ENCODING=b:AAAA',
        'URL:https://a.example',
        'URL:https://b.example',
        'TEL;TYPE=PAGER:207 555 0104',
        'no property at all',
      ],
      ...['ADR;TYPE=HOME:;;1 Elm St;Harlow;ME;04240;', 'ADR;TYPE=HOME:;;2 Elm St;Harlow;ME;04240;'],
    );

    const lost = [
      'no property at all',
      'https://b.example',
      '207 555 0104',
      '2 Elm St, Harlow, ME, 04240',
      'BDAY',
      'IMPP',
      'X-SKYPE',
      'SOUND',
    ];
    expect(notesOf(sheet)).toEqual(lost);
    expect(sheet.rows[0]?.problems?.every(({ note, hard }) => note && !hard)).toBe(true);
  });

  test('has names that somebody gave to numbers', async () => {
    const sheet = await card(
      '3.0',
      ...[
        'FN:Ana Diaz',
        'ORG:Harlow',
        'item1.TEL:207 555 0105',
        'item1.X-ABLabel:_$!<Mobile>!$_',
        'item2.TEL:207 555 0106',
        'item2.X-ABLabel:Casa',
      ],
      ...[
        'item3.TEL:207 555 0107',
        'item3.X-ABLabel:Front gate',
        'item4.EMAIL;type=INTERNET:a@home.example',
        'item4.X-ABLabel:_$!<Home>!$_',
      ],
    );

    expect(cellsOf(sheet)).toMatchObject({
      'TEL cell': '207 555 0105',
      'TEL home': '207 555 0106',
      'TEL other': '207 555 0107',
    });
    expect(cellsOf(sheet)).toMatchObject({ 'EMAIL home': 'a@home.example' });
    expect(notesOf(sheet)).toEqual(['Front gate']);
  });

  test('of an organization tells fax, text telephone, text messages and voice apart', async () => {
    const numbers = [
      'VOICE:207 555 0110',
      'FAX:207 555 0111',
      'TEXTPHONE:207 555 0112',
      'TEXT:207 555 0113',
      'VIDEO:207 555 0114',
    ];
    const sheet = await card(
      '3.0',
      'FN:Harlow',
      'ORG:Harlow',
      ...numbers.map((each) => `TEL;TYPE=${each}`),
      'TEL;TYPE=TEXT,VOICE:207 555 0115',
    );

    expect(cellsOf(sheet)).toEqual({
      ORG: 'Harlow',
      TEL: '207 555 0110; 207 555 0114; 207 555 0115',
      'TEL fax': '207 555 0111',
      'TEL tty': '207 555 0112',
      'TEL text': '207 555 0113',
    });
  });

  test('has first what it likes best', async () => {
    const sheet = await card(
      '4.0',
      'FN:Harlow',
      'ORG:Harlow',
      'URL:https://old.example',
      'URL;PREF=1:https://new.example',
      'EMAIL:a@b.example',
      'EMAIL;TYPE=pref:c@b.example',
    );

    expect(cellsOf(sheet)).toMatchObject({ URL: 'https://new.example', EMAIL: 'c@b.example; a@b.example' });
  });

  test('need not say its version, and one of a version to come is refused by itself', async () => {
    expect(
      cellsOf(
        await read('card.vcf', Buffer.from('BEGIN:VCARD\nFN:Ana Diaz\nORG:Harlow\nTEL;CELL:207 555 0103\nEND:VCARD\n')),
      ),
    ).toMatchObject({
      FN: 'Ana Diaz',
    });
    expect((await card('5.0', 'FN:Ana Diaz')).rows[0]?.problems).toMatchObject([
      { message: { key: 'error.card_version' }, hard: true },
    ]);
  });
});

const sheetOf = (...rows: string[][]): WorkSheet => utils.aoa_to_sheet(rows);

function bookOf(sheets: Record<string, WorkSheet>, bookType: 'xlsx' | 'biff8' | 'ods' = 'xlsx'): Promise<Sheet> {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  return read('list.xlsx', new Uint8Array(write(book, { type: 'array', bookType })));
}

/** The list with links behind some of its cells. */
function linked(links: Record<string, string>, ...rows: string[][]): WorkSheet {
  const sheet = sheetOf(...rows);
  for (const [place, Target] of Object.entries(links)) sheet[place].l = { Target };
  return sheet;
}

describe('a cell that is a link', () => {
  test('and shows words that mean nothing is read as where it leads', async () => {
    const [first, second] = recordsOf(await caseOf('04-hyperlinks.xlsx'));

    expect(first?.record?.organization).toMatchObject({
      name: 'Harlow Arts Center',
      website: 'https://arts.example.org/',
      email: 'rosa@arts.example.org',
    });
    expect(second?.record?.organization).toMatchObject({
      website: 'https://elmclinic.example.org',
      email: 'front@elm.example.org',
    });
    expect([first?.problems, second?.problems]).toEqual([[], []]);
  });

  test.each([
    'Visit site',
    'Click here',
    'website',
    'Ver sitio web',
    'Página web',
    'Haga clic aquí',
    'Link',
    'Más información',
  ])('“%s” means nothing', async (shown) => {
    const sheet = await bookOf({
      List: linked({ B2: 'https://a.example/' }, ['Organization', 'Where'], ['Harlow', shown]),
    });

    expect(sheet.rows[0]?.cells).toEqual(['Harlow', 'https://a.example/']);
  });

  test('below a heading, or among cells, that speak of web or mail is read as where it leads', async () => {
    const links = {
      B2: 'https://a.example/',
      C2: 'mailto:rosa%40a.example?subject=Hello',
      D2: 'https://www.google.com/url?q=https://b.example/x&sa=D',
    };
    const rows = [
      ['Organization', 'Web page', 'Reach them', 'Else'],
      ['Harlow', 'Harlow Arts', 'Rosa Díaz', 'Harlow Arts'],
      ['Elm', '', 'front@elm.example', 'elm.example'],
    ];

    for (const type of ['xlsx', 'biff8', 'ods'] as const)
      expect((await bookOf({ List: linked(links, ...rows) }, type)).rows[0]?.cells).toEqual([
        'Harlow',
        'https://a.example/',
        'rosa@a.example',
        'https://b.example/x',
      ]);
  });

  test('and is a name stays the name, and the link is named; an address stays as it is shown', async () => {
    const links = {
      A2: 'https://a.example/',
      B2: 'mailto:rosa@a.example',
      C2: 'http://old.example/',
      D2: 'tel:+12075550140',
    };
    const rows = [
      ['Organization', 'Contact', 'Website', 'Phone'],
      ['Harlow Arts', 'Rosa Díaz', 'www.a.example', '207-555-0140'],
    ];
    const sheet = await bookOf({ List: linked(links, ...rows) });

    expect(sheet.rows[0]?.cells).toEqual(rows[1]);
    const lost = sheet.rows[0]?.problems?.map(({ column, message, note }) => [column, message.values?.value, note]);
    expect(lost).toEqual([
      [0, 'https://a.example/', true],
      [1, 'rosa@a.example', true],
    ]);
  });

  test('by a formula is read too, also without a result', async () => {
    const sheet = sheetOf(['Organization', 'Website', 'Email'], ['Harlow', 'Visit site', '']);
    sheet.B2 = { t: 's', v: 'Visit site', f: 'HYPERLINK("https://a.example/?x=1&y=2","Visit site")' };
    sheet.C2 = { t: 'z', f: 'HYPERLINK("mailto:rosa@a.example","Email us")' };

    const { rows } = await bookOf({ List: sheet });
    expect(rows[0]?.cells).toEqual(['Harlow', 'https://a.example/?x=1&y=2', 'rosa@a.example']);
    expect(rows[0]?.problems ?? []).toEqual([]);
  });
});

describe('a workbook of several sheets', () => {
  test('with the same columns is one list that says from which sheet each row is', async () => {
    const sheet = await caseOf('22-same-columns-on-three-sheets.xlsx');

    expect(sheet.header).toEqual(['Organization', 'Phone', 'Sheet']);
    expect(sheet.rows.map(({ cells }) => [cells[0], cells[2]])).toEqual([
      ['Elm School', 'Schools'],
      ['Oak School', 'Schools'],
      ['First Church', 'Churches'],
      ['Elm Clinic', 'Health'],
    ]);
    expect(new Set(sheet.rows.map(({ number }) => number)).size).toBe(4);
    expect(sheet.warnings).toEqual([
      { key: 'import.warning.sheets_together', values: { sheets: 'Schools, Churches, Health' } },
    ]);
  });

  test('may have its columns in another order and its header lower; sheets with other columns are named', async () => {
    const schools = sheetOf(
      ['Organization', 'Phone', 'Sheet'],
      ['Elm School', '207-555-0150', 'x'],
      ['Oak School', '207-555-0151', 'y'],
    );
    const health = sheetOf(['Our list'], [], ['phone', 'sheet', 'ORGANIZATION'], ['207-555-0153', 'z', 'Elm Clinic']);
    const totals = sheetOf(['Year', 'Count'], ['2025', '3']);
    const { header, rows, warnings, format } = await bookOf({ Schools: schools, Health: health, Totals: totals });

    expect(header).toEqual(['Organization', 'Phone', 'Sheet', 'Sheet (2)']);
    expect(rows.at(-1)).toMatchObject({ number: 7, cells: ['Elm Clinic', '207-555-0153', 'z', 'Health'] });
    expect(format).toEqual({ sheets: ['Schools', 'Health'] });
    expect(warnings.map(({ key }) => key)).toEqual(['import.warning.sheets_together', 'import.warning.sheets']);
    expect(warnings[1]?.values).toEqual({ sheet: 'Schools, Health', others: 'Totals' });
  });

  test('says with each warning of which sheet it is', async () => {
    const [one, two] = [1, 2].map((n) =>
      sheetOf(['Organization', 'City'], [`Harlow ${n}`, 'Harlow'], [`Elm ${n}`, 'Harlow']),
    );
    for (const sheet of [one, two]) if (sheet) sheet['!rows'] = [{}, { hidden: true }];

    const { warnings } = await bookOf({ One: one ?? {}, Two: two ?? {} });
    expect(warnings).toContainEqual({ key: 'import.warning.hidden_rows', values: { rows: 'One: 2; Two: 2' } });
  });
});

describe('a file that is called a spreadsheet', () => {
  const bytesOf = (bookType: 'xlsx' | 'ods') => {
    const book = utils.book_new();
    utils.book_append_sheet(book, sheetOf(['Organization', 'City'], ['Harlow Bakery', 'Harlow']), 'List');
    return new Uint8Array(write(book, { type: 'array', bookType, compression: true }));
  };
  const why = async (name: string, content: string | Uint8Array): Promise<string> => {
    try {
      return `read as ${(await read(name, Buffer.from(content))).rows.length}`;
    } catch (error) {
      if (error instanceof Invalid) return String(error.fields.file?.key);
      throw error;
    }
  };
  const zip = (...names: string[]) =>
    zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array([1, 2, 3])])));

  test.each([
    ['cut short', 'list.xlsx', bytesOf('xlsx').slice(0, 900), 'error.file_cut_short'],
    ['cut short', 'list.ods', bytesOf('ods').slice(0, 900), 'error.file_cut_short'],
    ['a zip of something else', 'list.xlsx', zip('a.bin'), 'error.file_not_workbook'],
    ['no text at all', 'list.xlsx', new Uint8Array(400).map((_, at) => (at * 7) % 32), 'error.file_not_workbook'],
    ['what Excel leaves beside an open list', '~$list.xlsx', '\u0003Ana       ', 'error.file_not_workbook'],
    ['from Numbers', 'list.xlsx', zip('Index/Document.iwa'), 'error.file_type'],
    ['from an older Numbers', 'list.numbers.zip', zip('list.numbers/Index.zip'), 'error.file_type'],
    [
      'a link of Google Drive',
      'list.gsheet',
      '{"":"WARNING! DO NOT EDIT","doc_id":"1a2b","resource_key":"","email":"ana@a.example"}',
      'error.file_shortcut',
    ],
    [
      'an older link of Google Drive',
      'list.xlsx',
      '{"url": "https://docs.google.com/open?id=1a2b", "name": "x"}',
      'error.file_shortcut',
    ],
    ['a link of Windows', 'list.url', '[InternetShortcut]\r\nURL=https://a.example/\r\n', 'error.file_shortcut'],
    ['a web page without a table', 'list.xls', '<html><body>Sign in</body></html>', 'error.file_type'],
    [
      'a mail with a page in it',
      'list.xls',
      'MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n',
      'error.file_type',
    ],
  ])('but is %s is refused in words of its own (%s)', async (_, name, content, key) => {
    expect(await why(name, content)).toBe(key);
  });

  test.each([
    ['CSV', 'list.xlsx', 'Organization,Zip\nHarlow Café,04240\n'],
    ['lines with tabs', 'list.xls', 'Organization\tZip\nHarlow Café\t04240\n'],
    [
      'a web page',
      'list.xls',
      '<html><body><table><tr><th>Organization</th><th>Zip</th></tr><tr><td>Harlow Caf&eacute;</td><td>04240</td></tr></table></body></html>',
    ],
    [
      'XML of Excel 2003',
      'list.xls',
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="List"><Table>
          <Row><Cell><Data ss:Type="String">Organization</Data></Cell><Cell><Data ss:Type="String">Zip</Data></Cell></Row>
          <Row><Cell><Data ss:Type="String">Harlow Café</Data></Cell><Cell><Data ss:Type="String">04240</Data></Cell></Row>
        </Table></Worksheet></Workbook>`,
    ],
  ])('and is %s is read', async (_, name, content) => {
    const { header, rows } = await read(name, Buffer.from(content));
    expect([header, ...rows.map(({ cells }) => cells)]).toEqual([
      ['Organization', 'Zip'],
      ['Harlow Café', '04240'],
    ]);
  });
});
