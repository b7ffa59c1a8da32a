import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import rules from '../../../../data/irs/sectors.json' with { type: 'json' };
import { root } from '../../../house/data.ts';
import { guideSectors } from '../../guide/guide.ts';
import {
  einOf,
  fromIrs,
  IRS_COLUMNS,
  type IrsRow,
  type ListedRow,
  reasonFrom,
  reasonText,
  suggestSector,
} from './irs.ts';
import { streetCase, titleCase } from './title-case.ts';

const sample: IrsRow[] = parse(readFileSync(join(root, 'test/files/irs/eo-bmf-sample.csv')), { columns: true });
const aRow = (over: Partial<IrsRow> = {}): IrsRow => ({
  ...(Object.fromEntries(IRS_COLUMNS.map((column) => [column, ''])) as IrsRow),
  EIN: '271067272',
  NAME: 'CODE FOR AMERICA LABS',
  ...over,
});
const read = (over: Partial<IrsRow>) => fromIrs(aRow(over)) as ListedRow;
const inSample = (ein: string) => fromIrs(sample.find((row) => row.EIN === ein) ?? aRow()) as ListedRow;

describe('an EIN', () => {
  test('is nine digits however it is written, also without the zeros a spreadsheet ate', () => {
    expect(['27-1067272', '271067272', '19818', ' 000019818 '].map(einOf)).toEqual([
      '271067272',
      '271067272',
      '000019818',
      '000019818',
    ]);
    expect(['', '0', '000000000', '27-106727', '2.71E+08', '1234567890', 'EIN'].map(einOf)).toEqual([
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ]);
  });
});

describe('a name', () => {
  test('is written as people write it', () => {
    const written: Record<string, string> = {
      'BOYS & GIRLS CLUBS OF AMERICA': 'Boys & Girls Clubs of America',
      'YMCA OF THE USA': 'YMCA of the USA',
      'NAACP BRANCH 4035': 'NAACP Branch 4035',
      'LINCOLN ELEMENTARY SCHOOL PTA': 'Lincoln Elementary School PTA',
      'PINE STREET HOLDINGS II LLC': 'Pine Street Holdings II LLC',
      'VFW POST 12': 'VFW Post 12',
      '4-H CLUBS OF MCDONALD COUNTY': '4-H Clubs of McDonald County',
      "O'NEILL ARTS CENTER": "O'Neill Arts Center",
      "ST MARY'S GUILD": "St Mary's Guild",
      'NORTH COUNTRY HOSPITAL & HEALTH CENTER,INC': 'North Country Hospital & Health Center, Inc',
      'LEWISTON-AUBURN CHILDRENS HOME': 'Lewiston-Auburn Childrens Home',
      'THE FRIENDS OF THE LIBRARY': 'The Friends of the Library',
      'AFL-CIO COUNCIL': 'AFL-CIO Council',
      'IGLESIA DE LA PEÑA': 'Iglesia de la Peña',
      'UNITED WAY OF LOS ANGELES COUNTY': 'United Way of Los Angeles County',
      'NORTH LAS VEGAS': 'North Las Vegas',
      'CITY OF EL PASO': 'City of El Paso',
      'FRIENDS OF DEL NORTE': 'Friends of Del Norte',
      'ROBERT E LEE SCHOOL': 'Robert E Lee School',
      'CENTRO DE LOS ANDES': 'Centro de los Andes',
      'Y M C A OF HARLOW COUNTY': 'Y M C A of Harlow County',
      'P T A COLORADO CONGRESS': 'P T A Colorado Congress',
      'HARLOW V F W': 'Harlow V F W',
      'A A R P': 'A A R P',
      'BOOKS FOR A CHILD': 'Books for a Child',
      'ASSOC DE PADRES NINOS Y JOVENES': 'Assoc de Padres Ninos y Jovenes',
      'FRIENDS OF THE Y': 'Friends of the Y',
      'HARLOW Y MENS CLUB': 'Harlow Y Mens Club',
    };
    const streets: Record<string, string> = {
      'W 36TH ST STE 700': 'W 36th St Ste 700',
      'PO BOX 12': 'PO Box 12',
      '123 E MAIN ST': '123 E Main St',
      '9 A ST': '9 A St',
      '4 VIA DE LA VALLE DR': '4 Via De La Valle Dr',
    };

    for (const [capitals, street] of Object.entries(streets)) expect(streetCase(capitals)).toBe(street);

    for (const [capitals, name] of Object.entries(written)) expect(titleCase(capitals)).toBe(name);
  });

  test('of a chapter comes with which chapter it is; a bare number, a person or a repetition is none', () => {
    expect(inSample('010211489')).toMatchObject({
      name: 'Boy Scouts of America',
      chapter: '216 Katahdin Area Council',
      group_number: '1761',
    });
    expect(inSample('010211490').chapter).toBe('218 Pine Tree Council');
    expect(inSample('000019818')).toMatchObject({ chapter: '', group_number: '3125' });
    expect(read({ SORT_NAME: '% JANE DOE' }).chapter).toBe('');
    expect(read({ SORT_NAME: 'CODE FOR AMERICA' }).chapter).toBe('');
    expect(read({ GROUP: '0000' }).group_number).toBe('');
  });
});

describe('a row', () => {
  test('becomes a listed organization', () => {
    expect(inSample('363673599')).toEqual({
      source_key: '363673599',
      name: 'Feeding America',
      chapter: '',
      tax_id: '363673599',
      group_number: '',
      code: 'K310',
      sector_key: 'homelessness',
      sector_reason: 'ntee K31',
      address_1: '161 N Clark St Ste 700',
      city: 'Chicago',
      state: 'IL',
      postal_code: '60601-3389',
      income: 5109104956,
      website: '',
      email: '',
      phone: '',
      description: '',
    });
    expect(read({ ZIP: '04240-0000' }).postal_code).toBe('04240');
    expect(read({ ZIP: '00000-0000' }).postal_code).toBe('');
  });

  test('says its income where the list does: an amount, the least of a band, or nothing', () => {
    expect(read({ INCOME_AMT: '-12', REVENUE_AMT: '7' }).income).toBe(-12);
    expect(read({ REVENUE_AMT: '7' }).income).toBe(7);
    expect(read({ INCOME_CD: '4' }).income).toBe(100_000);
    expect(read({ INCOME_CD: '0' }).income).toBeNull();
    expect(read({ INCOME_AMT: '0', FILING_REQ_CD: '02' }).income).toBeNull();
    expect(read({ INCOME_AMT: '0', FILING_REQ_CD: '01' }).income).toBe(0);
  });

  test('without an EIN or a name, or with a NUL in it, is an error that names the column', () => {
    expect(fromIrs(aRow({ EIN: '' }))).toEqual({ column: 'EIN' });
    expect(fromIrs(aRow({ NAME: ' - ' }))).toEqual({ column: 'NAME' });
    expect(fromIrs(aRow({ CITY: 'LEWI\0STON' }))).toEqual({ column: 'CITY' });
  });

  test('never holds the private person it is in care of', () => {
    expect(IRS_COLUMNS).not.toContain('ICO');
    for (const row of sample) expect(JSON.stringify(fromIrs(row)).toLowerCase()).not.toContain('in care of');
  });
});

describe('the sector', () => {
  const suggest = (over: Partial<IrsRow>) => suggestSector(aRow({ NAME: 'X', ...over }));

  test('comes from the longest known part of the NTEE code, whose fourth character is noise', () => {
    expect(suggest({ NTEE_CD: 'A23Z' })).toEqual({ key: 'ethnic', from: { kind: 'ntee', code: 'A23' } });
    expect(suggest({ NTEE_CD: 'A99' })).toMatchObject({ key: 'miscellaneous', from: { kind: 'ntee', code: 'A99' } });
  });

  test('comes from the name when the code is missing or Z', () => {
    expect(suggest({ NAME: 'LINCOLN PTA' })).toEqual({ key: 'education', from: { kind: 'name' } });
    expect(suggest({ NAME: 'PLUMMER MEMORIAL HOSPITAL', NTEE_CD: 'Z99Z' })).toMatchObject({
      key: 'health',
      from: { kind: 'name' },
    });
  });

  test('comes next from the foundation, then the paragraph, then the first old activity code', () => {
    expect(suggest({ FOUNDATION: '10', SUBSECTION: '03' })).toMatchObject({
      key: 'religious',
      from: { kind: 'foundation', code: '10' },
    });
    expect(suggest({ FOUNDATION: '00', SUBSECTION: '06' })).toMatchObject({
      key: 'business',
      from: { kind: 'subsection', code: '06' },
    });
    expect(suggest({ SUBSECTION: '05', CLASSIFICATION: '1000' })?.key).toBe('economic_development');
    expect(suggest({ SUBSECTION: '05', CLASSIFICATION: '3000' })?.key).toBe('workforce');
    expect(suggest({ SUBSECTION: '03', FOUNDATION: '15', ACTIVITY: '000001000' })).toMatchObject({
      key: 'religious',
      from: { kind: 'activity', code: '001' },
    });
    expect(suggest({ SUBSECTION: '03', FOUNDATION: '15', ACTIVITY: '000000000' })).toBeNull();
  });

  test('is always one of the guide’s, and its reason survives being stored', () => {
    const known = new Set(guideSectors.map((sector) => sector.key));
    const used = [rules.ntee, rules.foundation, rules.subsection, rules.activity].flatMap((each) =>
      Object.values(each).flat(),
    );

    expect([...used, ...rules.names.flatMap((each) => each.sectors)].filter((key) => !known.has(key))).toEqual([]);
    for (const row of sample) {
      const suggestion = suggestSector(row);
      if (suggestion) expect(reasonFrom(reasonText(suggestion.from))).toEqual(suggestion.from);
    }
    expect(reasonFrom('')).toBeNull();
  });
});
