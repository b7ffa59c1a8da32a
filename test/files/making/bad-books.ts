/** Spreadsheets and archives that are made to harm, or came to harm. */
import { CFB } from '@e965/xlsx';
import { book, saved, sheet } from './books.ts';
import { edited, type Files, lines, lyingZip, zip } from './bytes.ts';

const plain = () =>
  saved(book({ List: sheet(['Organization', 'City'], ['Harlow Bakery', 'Harlow'], ['Valley Clinic', 'Lewiston']) }));
const SHEET = 'xl/worksheets/sheet1.xml';
const zeros = (megabytes: number) => new Uint8Array(megabytes * 1_000_000);

function locked(): Uint8Array {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(
    container,
    '/EncryptionInfo',
    Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0, ...Buffer.from('<encryption/>')]),
  );
  CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(4096, 7));
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
}

function wordFile(): Uint8Array {
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/WordDocument', Buffer.alloc(4096, 7));
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
}

const LAUGHS = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY file SYSTEM "file:///etc/passwd">]>`;
const laughing = () =>
  edited(plain(), {
    'xl/sharedStrings.xml': (xml) => xml.replace('?>', `?>${LAUGHS}`).replace('Lewiston', '&lol1;&file;'),
    'xl/workbook.xml': (xml) => xml.replace('?>', `?>${LAUGHS}`),
  });

const linked = () => {
  const file = edited(plain(), {
    'xl/worksheets/sheet1.xml': (xml) =>
      xml.replace(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2" t="str"><f>[1]Sheet1!A1</f><v>Harlow</v></c>'),
  });
  return edited(file, {
    'xl/externalLinks/externalLink1.xml': () =>
      '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    'xl/externalLinks/_rels/externalLink1.xml.rels': () =>
      '<Relationships><Relationship Id="rId1" Type="x" Target="http://127.0.0.1:9/never-fetched.xlsx" TargetMode="External"/></Relationships>',
    'xl/vbaProject.bin': () => 'not a macro',
  });
};

const manyCells = (ref: string) =>
  edited(plain(), {
    [SHEET]: (xml) => xml.replace('</sheetData>', `<row r="4"><c r="${ref}" t="str"><v>far</v></c></row></sheetData>`),
  });

export const badBooks = (): Files => ({
  'password.xlsx': locked(),
  'word.doc': wordFile(),
  'truncated.xlsx': plain().subarray(0, 2000),
  'truncated.zip': zip({
    'list.csv': lines('Name', ...Array.from({ length: 500 }, (_, at) => `Name ${at * 7919}`)),
  }).subarray(0, 700),
  'bomb.zip': zip({ 'list.csv': zeros(12) }),
  'bomb-of-many.zip': zip(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.csv`, zeros(1)]))),
  'lying-bomb.zip': lyingZip('list.csv', zeros(12), 100),
  'claims-gigabytes.zip': lyingZip('list.csv', Buffer.from('Name\nA'), 4_000_000_000),
  'nested.zip': zip({ 'inner.zip': zip({ 'list.csv': lines('Name', 'A') }) }),
  'path-traversal.zip': zip({
    '../../../etc/organizations.csv': lines('id,name', '1,Harlow Bakery'),
    '/etc/services.csv': lines('id,organization_id,name', '1,1,Bread'),
  }),
  'prototype-names.zip': zip({
    '__proto__/organizations.csv': lines('id,name,__proto__,constructor', '1,Harlow Bakery,x,y'),
    '__proto__.csv': lines('id,name', '1,x'),
  }),
  'password.zip': lyingZip('list.csv', Buffer.from(lines('Name', 'A')), 9, 1),
  'bomb-in-sheet.xlsx': edited(plain(), {
    [SHEET]: (xml) => xml.replace('</sheetData>', `${' '.repeat(12_000_000)}</sheetData>`),
  }),
  'lying-sheet.xlsx': lyingSheet(),
  'far-column.xlsx': manyCells('ZZZZZZ4'),
  'far-row.xlsx': edited(plain(), {
    [SHEET]: (xml) =>
      xml.replace('</sheetData>', '<row r="999999999"><c r="A999999999" t="str"><v>far</v></c></row></sheetData>'),
  }),
  'endless-columns.xlsx': edited(plain(), {
    [SHEET]: (xml) => xml.replace('<sheetData>', '<cols><col min="1" max="2000000000" hidden="1"/></cols><sheetData>'),
  }),
  'endless-rows.ods': endless('number-rows-repeated', 'row'),
  'endless-cells.ods': endless('number-columns-repeated', 'cell'),
  'empty-rows-to-the-end.ods': edited(
    saved(book({ List: sheet(['Organization', 'City'], ['Harlow Bakery', 'Harlow']) }), 'ods'),
    {
      'content.xml': (xml) =>
        xml.replace(
          /<\/table:table>/,
          '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>',
        ),
    },
  ),
  'laughs.xlsx': laughing(),
  'links-and-macros.xlsm': linked(),
  'controls.xlsx': edited(plain(), {
    'xl/sharedStrings.xml': (xml) =>
      xml.replace('Valley Clinic', 'Valley_x0000_Clinic').replace('Lewiston', 'Lew&#xD800;iston'),
  }),
  'no-sheet.xlsx': edited(plain(), { [SHEET]: () => '<worksheet/>' }),
  'only-a-header.xlsx': saved(book({ List: sheet(['Organization', 'City']) })),
});

/** The sheet says that it is small, and is not. */
function lyingSheet(): Uint8Array {
  const big = edited(plain(), {
    [SHEET]: (xml) => xml.replace('</sheetData>', `${' '.repeat(12_000_000)}</sheetData>`),
  });
  const bytes = Buffer.from(big);
  for (let at = bytes.indexOf(SHEET); at !== -1; at = bytes.indexOf(SHEET, at + 1)) {
    // The size stands before the name, in the file's own header and in the directory at the end.
    const inDirectory = bytes.toString('latin1', at - 46, at - 44) === 'PK';
    bytes.writeUInt32LE(500, inDirectory ? at - 22 : at - 8);
  }
  return bytes;
}

function endless(attribute: string, element: string): Uint8Array {
  return edited(saved(book({ List: sheet(['Organization', 'City'], ['Harlow Bakery', 'Harlow']) }), 'ods'), {
    'content.xml': (xml) => {
      const at = xml.lastIndexOf(`<table:table-${element}`);
      return `${xml.slice(0, at)}<table:table-${element} table:${attribute}="2000000000"${xml.slice(at + `<table:table-${element}`.length)}`;
    },
  });
}
