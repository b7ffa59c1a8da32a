/** Spreadsheets, with what people and programs do to lists in them. */
import { type CellObject, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import { edited, type Files } from './bytes.ts';

type Value = string | number | boolean | null | CellObject;
const MADE = new Date('2026-01-05T12:00:00Z');

export const sheet = (...rows: Value[][]): WorkSheet => utils.aoa_to_sheet(rows);
export function book(sheets: Record<string, WorkSheet>, hidden: string[] = []): WorkBook {
  const made = utils.book_new();
  for (const [name, content] of Object.entries(sheets)) utils.book_append_sheet(made, content, name);
  made.Workbook = { Sheets: made.SheetNames.map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })) };
  made.Props = { CreatedDate: MADE };
  return made;
}
export const saved = (made: WorkBook, bookType: 'xlsx' | 'xlsm' | 'xlsb' | 'biff8' | 'ods' = 'xlsx'): Uint8Array =>
  new Uint8Array(write(made, { type: 'array', bookType, compression: true, bookSST: true }));
const number = (v: number, z: string): CellObject => ({ t: 'n', v, z });
const formula = (f: string, v: string): CellObject => ({ t: 's', v, f });

const HEADER = ['Organization', 'Phone', 'Street', 'Zip', 'EIN'];
const list = (): WorkSheet =>
  sheet(
    HEADER,
    ['Harlow Bakery', '207 555 0110', '1 Main St', '04240', '01-0000001'],
    ['Valley Clinic', 2075550120, '9 Hill Rd', 4240, 271067272],
  );

function merged(): WorkSheet {
  const content = sheet(
    ['Organization', 'Contact person', 'Zip'],
    ['Harlow Bakery', 'Ana Diaz', '04240'],
    [null, 'Ben Ode', null],
    [null, 'Cy Ng', null],
    ['Valley Clinic', '', '04240'],
  );
  content['!merges'] = [utils.decode_range('A2:A4'), utils.decode_range('C2:C4')];
  return content;
}

function hidden(): WorkSheet {
  const content = sheet(
    ['Organization', 'Phone', 'City'],
    ['Harlow Bakery', '207 555 0110', 'Harlow'],
    ['Valley Clinic', '207 555 0120', 'Harlow'],
    ['Third', '', 'Harlow'],
  );
  content['!rows'] = [{}, {}, { hidden: true }];
  // Columns beyond the list are often hidden, to show where it ends.
  content['!cols'] = [{}, { hidden: true }, {}, { hidden: true }, { hidden: true }];
  return content;
}

function titled(): WorkSheet {
  const content = sheet(
    ['Members 2026'],
    [null],
    ['Company', 'City', 'Phone'],
    ['Harlow Bakery', 'Harlow', '207 555 0110'],
    [null],
    ['Bad', 'Harlow', '12'],
  );
  content['!merges'] = [utils.decode_range('A1:C1')];
  return content;
}

/** Formatting that reaches far beyond the list. */
const wide = (): Uint8Array =>
  edited(saved(book({ List: list() })), {
    'xl/worksheets/sheet1.xml': (xml) =>
      xml
        .replace(/<dimension[^>]*>/, '<dimension ref="A1:XFD1048576"/>')
        .replace('</sheetData>', '<row r="9000"><c r="XFD9000" s="0"/></row></sheetData>'),
  });

export const books = (): Files => ({
  'plain.xlsx': saved(book({ List: list() })),
  'plain.xlsb': saved(book({ List: list() }), 'xlsb'),
  'plain.xls': saved(book({ List: list() }), 'biff8'),
  'plain.ods': saved(book({ List: list() }), 'ods'),
  'header-in-row-3.xlsx': saved(book({ List: titled() })),
  'merged.xlsx': saved(book({ List: merged() })),
  'hidden.xlsx': saved(book({ Old: sheet(['Name'], ['x'], ['y'], ['z'], ['w'], ['v']), List: hidden() }, ['Old'])),
  'several-sheets.xlsx': saved(book({ Notes: sheet(['About this list']), List: list(), Empty: sheet([]) })),
  'formulas.xlsx': edited(
    saved(
      book({
        List: sheet(
          ['Organization', 'City', 'Phone'],
          [formula('A1&"x"', 'Harlow Bakery'), 'Harlow', ''],
          ['Valley Clinic', 'Harlow', 'x'],
          ['Third', 'Harlow', ''],
        ),
      }),
    ),
    {
      'xl/worksheets/sheet1.xml': (xml) =>
        xml.replace(/<c r="C3"[^>]*>.*?<\/c>/, '<c r="C3"><f>VLOOKUP(A3,Other!A:B,2)</f></c>'),
    },
  ),
  'error-cells.xlsx': saved(
    book({
      List: sheet(
        ['Organization', 'Phone', 'Notes'],
        ['Harlow Bakery', { t: 'e', v: 0x17 }, { t: 'e', v: 0x2a }],
        ['Valley Clinic', '207 555 0120', ''],
      ),
    }),
  ),
  'dates-of-numbers.xlsx': saved(
    book({
      List: sheet(
        ['Organization', 'Street', 'Zip', 'Founded'],
        ['Harlow Bakery', number(45293, 'd-mmm'), number(4240, 'm/d/yy'), number(30000, 'm/d/yy')],
        ['Valley Clinic', '9 Hill Rd', '04240', ''],
      ),
    }),
  ),
  'lost-zeros.xlsx': saved(
    book({
      List: sheet(
        ['Organization', 'State', 'Zip', 'EIN', 'Phone'],
        ['Harlow Bakery', 'ME', 4240, number(10000001, '0.00E+00'), 2075550110],
        [
          'Valley Clinic',
          'TX',
          number(4240, '00000'),
          number(10000002, '00-0000000'),
          number(2075550120, '[<=9999999]###-####;(###) ###-####'),
        ],
        ['Third', 'TX', number(42401234, '[<=99999]00000;00000-0000'), '2.71E+08', ''],
      ),
    }),
  ),
  'dates-of-numbers.ods': saved(
    book({
      List: sheet(
        ['Organization', 'Zip'],
        ['Harlow Bakery', number(4240, 'm/d/yy')],
        ['Valley Clinic', number(4240, '00000')],
      ),
    }),
    'ods',
  ),
  'iso-dates.xlsx': edited(
    saved(book({ List: sheet(['Organization', 'Street'], ['Harlow Bakery', 'x'], ['Valley Clinic', '9 Hill Rd']) })),
    {
      'xl/worksheets/sheet1.xml': (xml) =>
        xml.replace(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2" t="d"><v>2024-01-05T00:00:00</v></c>'),
    },
  ),
  'wide-formatting.xlsx': wide(),
  'macros.xlsm': saved(book({ List: list() }), 'xlsm'),
  'shouting-headers.xlsx': saved(
    book({ List: sheet([' ORGANIZATION\nNAME ', 'E-MAIL\r\nADDRESS '], ['Harlow Bakery', 'a@b.example']) }),
  ),
  'yes-and-no.xlsx': saved(
    book({
      List: sheet(['Organization', 'Active', 'Budget'], ['Harlow Bakery', true, 1200.5], ['Valley Clinic', false, -3]),
    }),
  ),
});
